"""The house's forms: what they look like, what they say, how they take a broken rule."""

import datetime as dt

import pytest
from django import forms
from django.template import engines
from pytest_django.asserts import assertHTMLEqual

from common.errors import RuleViolation
from common.forms import (
    Cards,
    CheckList,
    DateField,
    Form,
    Segments,
    Select,
    TimeField,
    YesNoField,
)


class Nomination(Form):
    email = forms.EmailField(label="E-postadress", help_text="Vi känner igen adressen.")
    day = DateField(label="Dag")
    phone = forms.CharField(label="Telefon", required=False)
    motivated = YesNoField(label="Motiverad?")
    place = forms.ChoiceField(
        label="Plats", choices=[("a", "Här"), ("b", "Där")], widget=Cards(hints={"a": "Nära."})
    )
    agreed = forms.BooleanField(label="Vi har pratat")


def drawn(source: str, **context) -> str:
    return engines["django"].from_string(source).render(context)


def field(name: str, data: dict | None = None) -> str:
    return drawn("{% field bound %}", bound=Nomination(data)[name])


def test_label_hint_error_and_control_stand_in_this_order():
    shown = field("email", {"email": "linnea"})
    places = [shown.index(part) for part in ("<label", 'class="hint"', 'class="error"', "<input")]
    assert places == sorted(places)


def test_hint_and_error_belong_to_the_control_for_a_screen_reader():
    shown = field("email", {"email": "linnea"})
    assert 'aria-describedby="id_email_helptext id_email_error"' in shown
    assert 'id="id_email_helptext"' in shown
    assert 'id="id_email_error"' in shown
    assert 'aria-invalid="true"' in shown


def test_what_was_typed_stays():
    assert 'value="linnea"' in field("email", {"email": "linnea"})


def test_only_fields_that_may_be_left_empty_say_so():
    assert "(frivilligt)" in field("phone")
    assert "(frivilligt)" not in field("email")


def test_a_search_form_marks_nothing_as_optional():
    class Search(Nomination):
        mark_optional = False

    assert "(frivilligt)" not in drawn("{% field bound %}", bound=Search()["phone"])


def test_several_controls_are_one_fieldset_with_a_legend():
    shown = field("motivated", {})
    assert shown.strip().startswith("<fieldset")
    assert "<legend>Motiverad?</legend>" in shown
    assert 'aria-describedby="id_motivated_error"' in shown


def test_a_card_explains_its_choice():
    assert "<strong>Här</strong>Nära." in field("place")


def test_no_label_hides_inside_a_control():
    class Stock(forms.Form):
        name = forms.CharField(widget=forms.TextInput({"placeholder": "Namn"}))

    assert "placeholder" not in drawn("{% field bound %}", bound=Stock()["name"])


def test_a_whole_form_draws_every_field_once_and_the_hidden_ones_last():
    class WithKey(Nomination):
        key = forms.CharField(widget=forms.HiddenInput)

    shown = drawn("{{ form }}", form=WithKey(initial={"key": "k"}))
    assert shown.count('class="field"') == 6
    assert shown.rindex('type="hidden"') > shown.rindex('class="field"')


def test_errors_say_what_to_do():
    refused = Nomination({"email": "linnea", "day": "i morgon"})
    assert refused.errors["email"][0].startswith("Skriv en adress med @")
    assert refused.errors["day"] == ["Skriv dagen som 2027-01-15"]
    assert refused.errors["motivated"] == ["Svara ja eller nej"]
    assert refused.errors["place"] == ["Välj ett alternativ"]
    assert refused.errors["agreed"] == ["Kryssa i rutan för att gå vidare"]


def test_a_field_keeps_words_of_its_own():
    class Own(Form):
        name = forms.CharField(error_messages={"required": "Skriv ditt namn"})

    assert Own({}).errors["name"] == ["Skriv ditt namn"]


def test_the_summary_counts_the_errors_and_leads_to_each_field():
    summary = drawn("{% error_summary form %}", form=Nomination({"email": "linnea@kommun.example"}))
    assert "4 saker att rätta" in summary
    assert '<a href="#id_day">Dag: Fyll i det här</a>' in summary
    assert '<a href="#id_motivated_0">Motiverad? Svara ja eller nej</a>' in summary
    assert 'role="alert"' in summary


def test_every_link_of_the_summary_leads_somewhere():
    form = Nomination({})
    page = drawn("{% error_summary form %}{{ form }}", form=form)
    for target in ("id_email", "id_day", "id_motivated_0", "id_place_0", "id_agreed"):
        assert f'href="#{target}"' in page
        assert f'id="{target}"' in page


def test_a_form_that_is_fine_or_unsent_has_no_summary():
    assert not drawn("{% error_summary form %}", form=Nomination()).strip()


def test_the_summary_of_many_forms_names_the_row():
    rows = forms.formset_factory(Nomination, extra=0)
    formset = rows({"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "form-0-email": "x"})
    summary = drawn("{% error_summary formset %}", formset=formset)
    assert "Rad 1, E-postadress: Skriv en adress med @" in summary
    assert '<a href="#id_form-1-day">Rad 2, Dag: Fyll i det här</a>' in summary


def test_the_title_tells_that_the_form_was_refused():
    assert drawn("{% title_prefix %}", form=Nomination({})) == "Fel: "
    assert drawn("{% title_prefix %}", form=Nomination()) == ""


@pytest.mark.parametrize(
    ("at", "expected"), [("email", "email"), ("", "__all__"), ("elsewhere", "__all__")]
)
def test_a_broken_rule_becomes_an_error_where_it_belongs(at, expected):
    form = Nomination({"email": "maja@kommun.example"})
    form.add_violation(RuleViolation("taken", "Redan nominerad.", "Välj någon annan.", field=at))
    assert "Redan nominerad. Välj någon annan." in form.errors[expected]


def test_yes_and_no_come_back_as_true_and_false():
    answer = YesNoField(required=False)
    assert [answer.clean(given) for given in ("yes", "no", "")] == [True, False, None]


def test_an_answer_given_before_is_ticked():
    form = Nomination(initial={"motivated": False})
    shown = drawn("{% field bound %}", bound=form["motivated"])
    assert 'value="no" id="id_motivated_1" checked' in shown


@pytest.mark.parametrize("typed", ["9.00", "09:00", "9", "09.00"])
def test_times_may_be_written_as_people_write_them(typed):
    assert TimeField().clean(typed) == dt.time(9)


def test_days_are_shown_as_the_browser_wants_them():
    form = Nomination(initial={"day": dt.date(2027, 1, 15)})
    assert 'type="date" name="day" value="2027-01-15"' in drawn("{% field b %}", b=form["day"])


def test_choices_look_as_their_widget_says():
    class Looks(Form):
        one = forms.ChoiceField(choices=[("a", "A")], widget=Segments)
        many = forms.MultipleChoiceField(choices=[("a", "A")], widget=CheckList)

    form = Looks()
    assert 'class="segs"' in drawn("{% field bound %}", bound=form["one"])
    assert "choices--cols" in drawn("{% field bound %}", bound=form["many"])


def test_a_control_in_a_grid_has_a_name():
    shown = drawn('{% control bound label="Rang för Maja" %}', bound=Nomination()["phone"])
    assert 'aria-label="Rang för Maja"' in shown
    assert 'class="input"' in shown


def test_a_formset_and_a_single_group_are_drawn_with_the_same_fields():
    formset = forms.formset_factory(Nomination, extra=2)()
    formset.renderer = Nomination.default_renderer
    shown = drawn("{{ formset }}", formset=formset)
    assert shown.count('type="email"') == 2
    assert "form-TOTAL_FORMS" in shown
    group = drawn("{{ form.email.as_field_group }}", form=Nomination())
    assert 'class="field"' in group


@pytest.mark.parametrize("value", ["", None, "b", "<c>"])
def test_a_list_of_choices_is_drawn_as_django_would_draw_it(value):
    choices = [("", "Välj"), ("a", "Åsa & co"), ("b", "Bo"), ("<c>", "C")]
    attrs = {"id": "id_who", "aria-invalid": "true"}
    ours, theirs = (
        kind({"class": "input--short"}, choices).render("who", value, attrs)
        for kind in (Select, forms.Select)
    )
    assertHTMLEqual(ours, theirs)
