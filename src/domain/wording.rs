//! Every sentence and formatted figure that more than one of screen, plain mode and report says.
