"""Mails carry their look with them."""

from django.template import engines

MAIL = """{% extends "email/base.html" %}{% block body %}<h1>Dag 16 är flyttad</h1>
<p>{{ words }} <a class="button" href="/x/">Se dagen</a></p>
<p style="margin:0">Egen</p>{% endblock %}"""


def written(**context) -> str:
    return engines["django"].from_string(MAIL).render({"site_url": "https://s.example"} | context)


def test_plain_elements_get_their_look():
    mail = written()
    assert '<h1 class="e-ink" style="margin:0 0 12px;' in mail
    assert '<a class="button" href="/x/" style="display:inline-block;' in mail


def test_an_element_with_a_look_of_its_own_keeps_it():
    assert '<p style="margin:0">Egen</p>' in written()


def test_what_people_wrote_is_escaped():
    assert "&lt;p onclick&gt;" in written(words="<p onclick>")


def test_the_text_greets_by_first_name():
    text = '{% extends "email/base.txt" %}{% block body %}Dag 16 är flyttad.{% endblock %}'
    shown = engines["django"].from_string(text).render({"recipient_name": "Amina Warsame"})
    assert shown.startswith("Hej Amina!\n\nDag 16 är flyttad.")
