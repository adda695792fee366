#!/bin/sh
# Runs a program with an empty data folder, so that every run begins alike: clean.sh PROGRAM [ARGUMENT...]
UNDERCURRENT_DATA_DIR="${TMPDIR:-/tmp}/undercurrent-ptybench"
export UNDERCURRENT_DATA_DIR
rm -rf "$UNDERCURRENT_DATA_DIR"
exec "$@"
