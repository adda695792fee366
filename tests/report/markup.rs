//! What a page or a Markdown file is to those who read it: its elements, and its text.

use comrak::Options;
use html5ever::driver::ParseOpts;
use html5ever::parse_document;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The elements of a document with their attributes, in their order, and all its text.
#[derive(Debug, PartialEq, Eq)]
pub struct Seen {
    pub elements: Vec<String>,
    pub text: String,
}

/// An HTML page as a browser reads it.
pub fn html(page: &str) -> Seen {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let mut seen = Seen { elements: Vec::new(), text: String::new() };
    walk(&dom.document, 0, &mut seen);
    seen
}

/// Markdown as GitHub reads it: its own dialect, with whatever else forges add.
pub fn markdown(text: &str) -> Seen {
    let mut options = Options::default();
    let extension = &mut options.extension;
    for on in [
        &mut extension.strikethrough,
        &mut extension.table,
        &mut extension.autolink,
        &mut extension.tasklist,
        &mut extension.footnotes,
        &mut extension.inline_footnotes,
        &mut extension.superscript,
        &mut extension.description_lists,
        &mut extension.multiline_block_quotes,
        &mut extension.alerts,
        &mut extension.math_dollars,
        &mut extension.math_code,
        &mut extension.wikilinks_title_after_pipe,
        &mut extension.spoiler,
    ] {
        *on = true;
    }
    options.parse.relaxed_autolinks = true;
    // Markup that got through must be in sight.
    options.render.r#unsafe = true;
    html(&comrak::markdown_to_html(text, &options))
}

/// Markdown as another renderer reads it.
pub fn common_mark(text: &str) -> Seen {
    use pulldown_cmark::{Options, Parser};
    // Curly quotation marks would be another text.
    let options = Options::all().difference(Options::ENABLE_SMART_PUNCTUATION);
    let mut page = String::new();
    pulldown_cmark::html::push_html(&mut page, Parser::new_ext(text, options));
    html(&page)
}

fn walk(node: &Handle, depth: usize, seen: &mut Seen) {
    match &node.data {
        NodeData::Text { contents } => seen.text.push_str(&contents.borrow()),
        NodeData::Comment { .. } => seen.elements.push(format!("{depth} comment")),
        NodeData::Element { name, attrs, .. } => {
            let attrs = attrs.borrow();
            // Of all attributes only this one holds a text of a file's.
            let value = |name: &str, value: &str| if name == "lang" { String::new() } else { value.to_owned() };
            let attrs: Vec<String> =
                attrs.iter().map(|one| format!("{}={}", one.name.local, value(&one.name.local, &one.value))).collect();
            seen.elements.push(format!("{depth} {} {}", name.local, attrs.join(" ")));
        }
        _ => {}
    }
    for child in node.children.borrow().iter() {
        walk(child, depth + 1, seen);
    }
}
