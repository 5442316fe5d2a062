"""Describe the dataset as others' tools read it: Data Package 2.0, Croissant 1.0, schema.org."""

from typing import Any

from publish.metadata import make_metadata
from publish.schemas import Column, Schema, read_schemas

TITLE = "Sijill: a register of violence, politics and sanctions, read from Arabic news"
LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
_KEPT = ("minimum", "maximum", "minLength", "maxLength", "pattern")
_CROISSANT_TYPES = {"string": "sc:Text", "array": "sc:Text", "integer": "sc:Integer", "number": "sc:Float"}


def make_data_package(release: str | None) -> dict[str, Any]:
    """Return datapackage.json of the CSV zip; `release` is the database's hash, its version."""
    site = make_metadata()
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "sijill",
        "title": site["title"],
        "description": site["description"],
        **({"version": release} if release else {}),
        "licenses": [LICENCE],
        "resources": [_resource(schema) for schema in read_schemas()],
    }


def _resource(schema: Schema) -> dict[str, Any]:
    keys = [column for column in schema.columns if column.refers_to]
    table: dict[str, Any] = {"fields": [_field(schema, column) for column in schema.columns], "missingValues": [""]}
    if schema.primary_key:
        table["primaryKey"] = list(schema.primary_key)
    if keys:
        table["foreignKeys"] = [_foreign_key(schema, column) for column in keys]
    return {
        "name": schema.table,
        "type": "table",
        "path": f"{schema.table}.csv",
        "title": schema.title,
        "description": f"{schema.description} {schema.description_ar}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table,
    }


def _foreign_key(schema: Schema, column: Column) -> dict[str, Any]:
    table, key = column.refers_to or ("", "")
    return {"fields": [column.name], "reference": {"resource": "" if table == schema.table else table, "fields": [key]}}


def _field(schema: Schema, column: Column) -> dict[str, Any]:
    prop = schema.document["properties"][column.name]
    constraints = {name: prop[name] for name in _KEPT if name in prop and prop.get("format") != "date"}
    constraints |= {"enum": list(column.values)} if column.values else {}
    constraints |= {} if column.is_nullable else {"required": True}
    return {
        "name": column.name,
        "type": "date" if prop.get("format") == "date" else column.json_type,
        "title": column.title,
        "description": f"{column.description} {column.description_ar}",
        **({"constraints": constraints} if constraints else {}),
    }


def make_schema_org(release: str | None) -> dict[str, Any]:
    """Return the schema.org description, for search engines."""
    site = make_metadata()
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": site["title"],
        "description": site["description"],
        "license": LICENCE["path"],
        "inLanguage": ["ar", "en"],
        "keywords": ["conflict events", "sanctions", "casualties", "Arabic news"],
        "isAccessibleForFree": True,
        "variableMeasured": [schema.title for schema in read_schemas()],
        **({"version": release} if release else {}),
    }


def make_croissant(release: str, zip_hash: str) -> dict[str, Any]:
    """Return the Croissant description of the CSV zip."""
    return make_schema_org(release) | {
        "@context": _CROISSANT_CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "sijill",
        "citeAs": f"{TITLE}. Release {release}. CC BY 4.0.",
        "url": "https://creativecommons.org/licenses/by/4.0/",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": "csv.zip",
                "name": "csv.zip",
                "contentUrl": "csv.zip",
                "encodingFormat": "application/zip",
                "sha256": zip_hash,
            },
            *(_file(schema) for schema in read_schemas()),
        ],
        "recordSet": [_record_set(schema) for schema in read_schemas()],
    }


def _file(schema: Schema) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{schema.table}.csv",
        "name": f"{schema.table}.csv",
        "containedIn": {"@id": "csv.zip"},
        "contentUrl": f"{schema.table}.csv",
        "encodingFormat": "text/csv",
    }


def _record_set(schema: Schema) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": schema.table,
        "name": schema.table,
        "description": schema.description,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{schema.table}/{column.name}",
                "name": column.name,
                "description": column.description,
                "dataType": _CROISSANT_TYPES[column.json_type],
                "source": {"fileObject": {"@id": f"{schema.table}.csv"}, "extract": {"column": column.name}},
            }
            for column in schema.columns
        ],
    }


_CROISSANT_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
