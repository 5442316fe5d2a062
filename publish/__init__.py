"""From articles to a published dataset: reading inputs, running the pipeline, loading, serving."""
