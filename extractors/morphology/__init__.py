"""Arabic inflection on camel-tools' generator, with a morphology database of our own."""
