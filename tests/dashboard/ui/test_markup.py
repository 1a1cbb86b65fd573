"""Whatever was not made as markup is text."""

from dashboard.ui.markup import Html, join, tag
from dashboard.ui.tables import Column, Group, grouped, table

EVIL = "<script>alert('1')</script>\" onclick=\"x"


def test_text_is_escaped_in_children_and_attributes():
    made = tag("a", EVIL, title=EVIL)

    assert "<script>" not in made
    assert 'title="&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;&quot; onclick=&quot;x"' in made


def test_markup_is_kept_and_text_beside_it_is_not():
    assert join(tag("b", "a"), "<b>", None, ["&", tag("i")]) == "<b>a</b>&lt;b&gt;&amp;<i></i>"
    assert isinstance(join("a"), Html)


def test_a_table_escapes_cells_and_has_scopes():
    made = table("C & D", [Column("Name"), Column("Value", number=True)], [[EVIL, "1"]])

    assert "<script>" not in made
    assert "C &amp; D" in made
    assert made.count('scope="col"') == 2
    assert made.count('scope="row"') == 1


def test_groups_have_a_header_over_all_columns():
    made = grouped("c", [Column("a"), Column("b")], [Group("G", [["1", "2"]]), Group("H", [])])

    assert made.count('scope="rowgroup"') == 2
    assert 'colspan="2"' in made
