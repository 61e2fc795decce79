// Precompiled headers need a source that they belong to. There is nothing else to compile.
