"""People paste links as they find them; the card shows the right mark and a clean address."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardshop.cards.domain.hostnames import LinkInvalid
from cardshop.cards.domain.network_table import NETWORKS, Network
from cardshop.cards.domain.networks import Recognised, display_text, recognise
from cardshop.lib.errors import Invalid
from cardshop.web.icons import ICONS


@pytest.mark.parametrize(
    ("pasted", "network", "url"),
    [
        ("instagram.com/crumb", "instagram", "https://instagram.com/crumb"),
        ("www.instagram.com/crumb/?igsh=1&utm_x=y", "instagram", "https://instagram.com/crumb"),
        ("fb.com/profile.php?id=1&mibextid=x", "facebook", "https://fb.com/profile.php?id=1"),
        ("http://m.facebook.com/crumb", "facebook", "https://facebook.com/crumb"),
        ("twitter.com/crumb?ref_src=x", "x", "https://x.com/crumb"),
        ("https://de.linkedin.com/in/anna-b/", "linkedin", "https://linkedin.com/in/anna-b"),
        ("linkedin.com/company/crumb", "linkedin", "https://linkedin.com/company/crumb"),
        ("https://www.tiktok.com/@crumb?_t=8&_r=1", "tiktok", "https://tiktok.com/@crumb"),
        ("youtube.com/watch?v=ab&si=c", "youtube", "https://youtube.com/watch?v=ab"),
        ("https://youtu.be/ab?si=1", "youtube", "https://youtu.be/ab"),
        ("t.me/crumb?start=menu", "telegram", "https://t.me/crumb?start=menu"),
        ("https://t.me/+AbCd", "telegram", "https://t.me/+AbCd"),
        ("www.m.me/crumb", "messenger", "https://m.me/crumb"),
        ("https://threads.net/@crumb", "threads", "https://threads.com/@crumb"),
        ("fosstodon.org/@anna", "mastodon", "https://fosstodon.org/@anna"),
        ("@anna@example.org", "mastodon", "https://example.org/@anna"),
        ("https://crumb.substack.com/", "substack", "https://crumb.substack.com"),
        ("https://www.amazon.co.uk/dp/1?utm_x=1", "amazon", "https://amazon.co.uk/dp/1"),
        ("www.google.de/maps/place/Crumb", "google-maps", "https://google.de/maps/place/Crumb"),
        ("signal.me/#p/+254700000123", "signal", "https://signal.me/#p/+254700000123"),
        ("tg://resolve?domain=crumb", "telegram", "https://t.me/crumb"),
        ("whatsapp://send?text=Hi&phone=+2547000", "whatsapp", "https://wa.me/2547000"),
        ("api.whatsapp.com/send?phone=%2B2547000", "whatsapp", "https://wa.me/2547000"),
    ],
)
def test_a_pasted_address_is_recognised(pasted: str, network: str, url: str) -> None:
    found = recognise(pasted)

    assert (found.network, found.url) == (network, url)


@pytest.mark.parametrize(
    ("pasted", "handle"),
    [
        ("https://www.tiktok.com/@crumb", "crumb"),
        ("https://wa.me/254700000123", "254700000123"),
        ("https://mas.to/@anna", "@anna@mas.to"),
        ("https://instagram.com/p/Ab12", ""),
        ("https://crumb.ke/@anna", ""),
    ],
)
def test_an_address_of_a_profile_names_its_handle(pasted: str, handle: str) -> None:
    assert recognise(pasted).handle == handle


@pytest.mark.parametrize(
    ("typed", "network", "url"),
    [
        ("@crumb", "instagram", "https://instagram.com/crumb"),
        ("crumb.ke", "instagram", "https://instagram.com/crumb.ke"),
        (" crumb ", "tiktok", "https://tiktok.com/@crumb"),
        ("anna", "bluesky", "https://bsky.app/profile/anna.bsky.social"),
        ("anna.bsky.social", "bluesky", "https://bsky.app/profile/anna.bsky.social"),
        ("anna@example.org", "mastodon", "https://example.org/@anna"),
        ("+254 700-000 123", "whatsapp", "https://wa.me/254700000123"),
        ("00254700000123", "whatsapp", "https://wa.me/254700000123"),
        ("crumb", "bandcamp", "https://crumb.bandcamp.com"),
        ("music.crumb.com", "bandcamp", "https://music.crumb.com"),
        ("https://instagram.com/crumb", "website", "https://instagram.com/crumb"),
    ],
)
def test_a_handle_is_enough_once_the_network_is_chosen(typed: str, network: str, url: str) -> None:
    found = recognise(typed, network)

    assert (found.network, found.url) == (network, url)


@pytest.mark.parametrize(
    ("pasted", "url"),
    [
        ("crumb.co.ke/", "https://crumb.co.ke"),
        ("http://crumb.ke:8080/menu/?q=1&fbclid=2#a", "http://crumb.ke:8080/menu/?q=1#a"),
        ("crumb.ke?q=1", "https://crumb.ke/?q=1"),
        ("//crumb.co.ke/x", "https://crumb.co.ke/x"),
        ("пример.рф/меню", "https://xn--e1afmkfd.xn--p1ai/%D0%BC%D0%B5%D0%BD%D1%8E"),
        ("straße.de", "https://xn--strae-oqa.de"),
        ("\u200ehttps://crumb.ke/a%zz'\u200f", "https://crumb.ke/a%25zz%27"),
        ("https://instagram.com.evil.com/crumb", "https://instagram.com.evil.com/crumb"),
        ("instagram.com", "https://instagram.com"),
    ],
)
def test_any_other_address_is_a_website(pasted: str, url: str) -> None:
    assert recognise(pasted) == Recognised("website", url, "")


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("javascript:alert(1)", "begins with https"),
        ("JavaScript://instagram.com/%0aalert(1)", "begins with https"),
        ("data:text/html,<b>", "begins with https"),
        ("mailto:anna@crumb.ke", "begins with https"),
        ("https:crumb.ke", "begins with https"),
        ("https://instagram.com@evil.com/", "without an @"),
        ("anna@crumb.ke", "without an @"),
        ("https://crumb.ke/a b", "spaces and unseen marks"),
        ("https://crumb.ke\\@instagram.com", "spaces and unseen marks"),
        ("https://crumb\x00.ke", "spaces and unseen marks"),
        ("https://cr\u202eumb.ke", "spaces and unseen marks"),
        ("https://gооgle.com", "look like another address"),
        ("https://аррӏе.com", "look like another address"),
        ("https://xn--pypal-4ve.com", "look like another address"),
        ("http://127.0.0.1/", "Enter a link"),
        ("http://[::1]/", "Enter a link"),
        ("http://intranet/", "Enter a link"),
        ("https://crumb.ke:99999/", "Enter a link"),
        ("https://", "Enter a link"),
        ("https://crumb.ke/" + "a" * 2000, "at most 2,000"),
        ("", "Choose the network"),
        ("@crumb", "Choose the network"),
    ],
)
def test_what_is_no_safe_link_is_refused_in_plain_words(pasted: str, sentence: str) -> None:
    with pytest.raises(LinkInvalid, match=sentence):
        recognise(pasted)


@pytest.mark.parametrize(
    ("typed", "network", "sentence"),
    [
        ("https://facebook.com/crumb", "instagram", "does not lead to Instagram"),
        ("https://crumb.ke", "instagram", "does not lead to Instagram"),
        ("instagram.com/", "instagram", "Add your name after it"),
        ("cr&mb", "instagram", "Enter your name on Instagram"),
        ("crumb", "google-maps", "Paste the whole link to your Google Maps page"),
        ("0700000123", "whatsapp", "with its country code"),
        ("crumb", "myspace", "from the list"),
    ],
)
def test_a_link_must_fit_its_network(typed: str, network: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        recognise(typed, network)


hosts = st.sampled_from(["instagram.com", "m.facebook.com", "wa.me", "crumb.ke", "صفحه.ایران"])
addresses = st.builds(
    "{}{}/{}".format, st.sampled_from(["", "https://", "HTTP://", "//"]), hosts, st.text()
)
typed_texts = st.text() | addresses | st.text("htps:/.@#?&=%a1\u0430[]\\")


@settings(max_examples=400)
@given(typed_texts, st.none() | st.sampled_from(sorted(NETWORKS)))
def test_no_text_ever_becomes_anything_but_a_web_address(text: str, network: str | None) -> None:
    try:
        found = recognise(text, network)
    except Invalid:
        return

    assert re.fullmatch(r"https?://[a-z0-9._-]+\.[a-z0-9-]+(:\d+)?([/?#][!-~]*)?", found.url)
    assert not re.search(r"[\"'<>\\^`{|}]", found.url)
    assert recognise(found.url, found.network) == found
    assert network == "website" or recognise(found.url).url == found.url


@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)
def test_every_network_has_a_mark_and_reads_its_own_shapes(network: Network) -> None:
    assert network.icon_name in ICONS
    for shape in network.shapes:
        found = recognise("https://" + shape.format("12345"))

        assert found.network == network.key
        assert found.handle.startswith("12345")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.crumb.co.ke/", "crumb.co.ke"),
        ("https://instagram.com/crumb?x=1#y", "instagram.com/crumb"),
        ("https://xn--e1afmkfd.xn--p1ai/%D0%BC%D0%B5%D0%BD%D1%8E", "пример.рф/меню"),
        ("https://crumb.ke/a%20b%0A", "crumb.ke/a%20b%0A"),
        ("https://crumb.ke/" + "a" * 50, "crumb.ke/" + "a" * 30 + "…"),
        ("not a link", "not a link"),
    ],
)
def test_an_address_is_shown_as_people_write_it(url: str, shown: str) -> None:
    assert display_text(url) == shown
