"""Names that only a neural model finds. Tests marked `neural` need torch: `make test-neural` installs it."""

import json
import shutil
import sqlite3
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from extractors import Records, extract
from extractors.lexicon import load_lexicon
from publish.cli import ALL_READ, NOTHING_MADE, main
from publish.inputs.articles import make_article
from publish.knowledge import MODEL_VARIABLE
from publish.units import program_digest

# "And al-Fazza' at-Tawil announced yesterday that the army had shelled the village with artillery and killed three."
TEXT = "وأعلن الفـزَّاع الطويل، أمس، أن الجيش قصف القرية بالمدفعية وقتل ثلاثة مدنيين."
NAME = "الفـزَّاع الطويل"  # an invented byname of two ordinary words: the scarecrow, the tall
FIRST, SECOND = "الفزاع", "الطويل"  # the same without marks, as models know them


def sijill(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def people(records: dict[str, Any]) -> list[str]:
    """Return the words at which people are mentioned."""
    ids = {actor["actor_id"] for actor in records["actors"] if actor["actor_type"] == "person"}
    return [TEXT[m["start"] : m["end"]] for m in records["actor_mentions"] if m["actor_id"] in ids]


def read_with(*ranges: tuple[int, int]) -> Records:
    """Return the records of the sentence when a model finds names in `ranges` of its words."""
    given: list[Any] = []

    def find_names(words: Any) -> list[tuple[int, int]]:
        given.append(words)
        return list(ranges)

    records = extract(make_article({"text": TEXT}), replace(load_lexicon(), find_names=find_names))
    assert [" ".join(words[1:3]) for words in given] == [NAME]
    return records


def test_a_name_from_the_model_is_a_person_who_speaks() -> None:
    records = read_with((1, 3))
    assert people(asdict(records)) == [NAME]
    person = next(actor for actor in records.actors if actor.actor_type == "person")
    assert records.events[0].source_actor_id == person.actor_id


def test_a_model_leaves_alone_what_lists_know_and_what_is_no_word() -> None:
    the_army, over_the_comma = (7, 8), (2, 4)
    assert read_with(the_army, over_the_comma) == read_with()


@pytest.mark.parametrize(
    ("files", "remedy"),
    [
        ({}, "no config.json: give the folder of a BERT model"),
        ({"config.json": "{}"}, "no vocab.txt or tokenizer.json: give the folder of a BERT model"),
        ({"config.json": "{}", "vocab.txt": "[UNK]"}, "a model of names needs the extra neural"),
    ],
)
def test_what_is_missing_is_told(
    files: dict[str, str], remedy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "camel_tools.ner", None)  # as if torch were not installed
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    result = sijill("explain", "--text", TEXT, "--ner-model", tmp_path)
    assert result.exit_code == NOTHING_MADE
    assert remedy in result.output


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, str(tmp_path / "nowhere"))
    result = sijill("extract", tmp_path)
    assert result.exit_code == NOTHING_MADE
    assert MODEL_VARIABLE in result.output
    assert "does not exist" in result.output


def test_records_made_with_another_model_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digests = {program_digest()}
    for content in ("{}", "{ }"):
        model = tmp_path / str(len(digests))
        model.mkdir()
        (model / "config.json").write_text(content, encoding="utf-8")
        monkeypatch.setenv(MODEL_VARIABLE, str(model))
        digests.add(program_digest())
    assert len(digests) == 3


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a model that tags two words: each word's vector points to its label."""
    import torch
    from transformers import BertConfig, BertForTokenClassification

    labels = ["O", "B-PERS", "I-PERS", "B-LOC"]
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", FIRST, SECOND]
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=len(labels),
        num_attention_heads=1,
        num_hidden_layers=0,
        max_position_embeddings=256,
        id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
    )
    made = BertForTokenClassification(config)
    vectors = torch.zeros(len(vocabulary), len(labels))
    vectors[:, labels.index("O")] = 1
    vectors[vocabulary.index(FIRST)] = torch.eye(len(labels))[labels.index("B-PERS")]
    vectors[vocabulary.index(SECOND)] = torch.eye(len(labels))[labels.index("I-PERS")]
    with torch.no_grad():
        for weights in made.bert.embeddings.parameters():
            weights.zero_()
        made.bert.embeddings.LayerNorm.weight.fill_(1)
        made.bert.embeddings.word_embeddings.weight.copy_(vectors)
        made.classifier.weight.copy_(torch.eye(len(labels)))
        made.classifier.bias.zero_()
    folder = tmp_path_factory.mktemp("model")
    made.save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.neural
def test_a_model_finds_who_rules_do_not(model: Path, article: Path) -> None:
    without, with_model = (sijill("extract", article, *option) for option in ([], ["--ner-model", model]))
    assert (without.exit_code, with_model.exit_code) == (ALL_READ, ALL_READ)
    assert people(json.loads(without.stdout)) == []
    assert people(json.loads(with_model.stdout)) == [NAME]


@pytest.mark.neural
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")  # Python 3.12 warns
def test_the_environment_may_name_the_model_and_several_processes_use_it(
    model: Path, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, str(model))
    database = tmp_path / "news.db"
    assert sijill("build", article, "--db", database, "--processes", 2).exit_code == ALL_READ
    with sqlite3.connect(database) as connection:
        query = "select start, end from actor_mentions join actors using (actor_id) where actor_type = 'person'"
        found = connection.execute(query).fetchall()
    connection.close()
    assert [TEXT[start:end] for start, end in found] == [NAME]
    assert "person:" in sijill("explain", article).stdout


@pytest.mark.neural
@pytest.mark.parametrize(("name", "content"), [("model.safetensors", "no weights"), ("config.json", "{")])
def test_a_broken_model_is_told(model: Path, tmp_path: Path, article: Path, name: str, content: str) -> None:
    broken = shutil.copytree(model, tmp_path / "broken")
    (broken / name).write_text(content, encoding="utf-8")
    result = sijill("extract", article, "--ner-model", broken)
    assert result.exit_code == NOTHING_MADE
    assert "give the folder of a BERT model" in result.output


@pytest.mark.neural
def test_a_model_of_other_labels_is_told(model: Path, tmp_path: Path, article: Path) -> None:
    other = shutil.copytree(model, tmp_path / "other")
    config = json.loads((other / "config.json").read_text(encoding="utf-8"))
    config["id2label"]["1"] = "B-PER"
    (other / "config.json").write_text(json.dumps(config), encoding="utf-8")
    result = sijill("extract", article, "--ner-model", other)
    assert result.exit_code == NOTHING_MADE
    assert "labels B-LOC, B-PER, I-PERS, O: give a model with B-PERS and I-PERS" in result.output
