"""The networks that cards link to: their names, and the shapes that their addresses take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_NAME = r"[A-Za-z0-9_.-]{1,80}"
_LABEL = r"[A-Za-z0-9-]{1,63}"
_DIGITS = r"[0-9]{5,15}"


@dataclass(frozen=True, slots=True)
class Network:
    """One network.

    `shapes` are addresses of a profile with `{}` for its handle; the first is the one we write. A
    network without shapes is linked by pasted address alone. `hosts` are further hosts (`amazon.*`
    is that name in any country, `goo.gl/maps` a part of a host). `handle` is a pattern; `keeps`
    are the parts of a query that mean something; `completed` ends a handle without a dot;
    `by_phone` says that handles are phone numbers, `anywhere` that profiles also live on hosts of
    their own.
    """

    key: str
    name: str
    shapes: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    handle: str = _NAME
    icon: str = ""
    keeps: tuple[str, ...] = ()
    completed: str = ""
    by_phone: bool = False
    anywhere: bool = False

    @property
    def icon_name(self) -> str:
        """The name of its mark in `web.icons`."""
        return self.icon or self.key


_TABLE = (
    Network("website", "Website", icon="globe", anywhere=True),
    Network("instagram", "Instagram", ("instagram.com/{}", "instagr.am/{}", "ig.me/m/{}")),
    Network(
        "facebook",
        "Facebook",
        ("facebook.com/{}", "fb.com/{}"),
        hosts=("fb.me", "fb.watch"),
        handle=r"(?!profile\.php|[a-z]+\.php)[A-Za-z0-9.-]{1,80}",
        keeps=("id", "story_fbid", "v"),
    ),
    Network("messenger", "Messenger", ("m.me/{}", "messenger.com/t/{}"), keeps=("text",)),
    Network("threads", "Threads", ("threads.com/@{}", "threads.net/@{}")),
    Network("x", "X", ("x.com/{}", "twitter.com/{}"), handle=r"\w{1,20}", icon="twitter-x"),
    Network("tiktok", "TikTok", ("tiktok.com/@{}",)),
    Network("youtube", "YouTube", ("youtube.com/@{}",), hosts=("youtu.be",), keeps=("v", "list")),
    Network("linkedin", "LinkedIn", ("linkedin.com/in/{}",), hosts=("lnkd.in",)),
    Network(
        "whatsapp",
        "WhatsApp",
        ("wa.me/{}",),
        hosts=("whatsapp.com",),
        handle=_DIGITS,
        keeps=("text",),
        by_phone=True,
    ),
    Network(
        "telegram",
        "Telegram",
        ("t.me/{}", "telegram.me/{}", "{}.t.me"),
        hosts=("telegram.org", "telegram.dog"),
        handle=r"\w{3,32}",
        keeps=("start", "text"),
    ),
    Network("signal", "Signal", hosts=("signal.me", "signal.group")),
    Network("viber", "Viber", ("chats.viber.com/{}",), hosts=("viber.com",), keeps=("g2",)),
    Network("line", "LINE", hosts=("line.me", "lin.ee")),
    Network("wechat", "WeChat", hosts=("weixin.qq.com", "u.wechat.com", "wechat.com")),
    Network("snapchat", "Snapchat", ("snapchat.com/add/{}", "snapchat.com/@{}")),
    Network("pinterest", "Pinterest", ("pinterest.com/{}",), hosts=("pinterest.*", "pin.it")),
    Network("mastodon", "Mastodon", icon="mastodon", anywhere=True),
    Network(
        "bluesky",
        "Bluesky",
        ("bsky.app/profile/{}", "{}.bsky.social"),
        completed=".bsky.social",
    ),
    Network("reddit", "Reddit", ("reddit.com/user/{}", "reddit.com/u/{}"), hosts=("redd.it",)),
    Network(
        "discord", "Discord", ("discord.gg/{}", "discord.com/invite/{}"), hosts=("discord.com",)
    ),
    Network("twitch", "Twitch", ("twitch.tv/{}",)),
    Network("tumblr", "Tumblr", ("{}.tumblr.com", "tumblr.com/{}"), handle=_LABEL, anywhere=True),
    Network("vk", "VK", ("vk.com/{}", "vk.ru/{}"), keeps=("w", "z")),
    Network("xing", "XING", ("xing.com/profile/{}",)),
    Network("eitaa", "Eitaa", ("eitaa.com/{}",)),
    Network("bale", "Bale", ("ble.ir/{}",)),
    Network("rubika", "Rubika", ("rubika.ir/{}",)),
    Network("aparat", "Aparat", ("aparat.com/{}",)),
    Network("vimeo", "Vimeo", ("vimeo.com/{}",)),
    Network(
        "spotify", "Spotify", ("open.spotify.com/user/{}",), hosts=("spotify.com", "spotify.link")
    ),
    Network("apple-music", "Apple Music", hosts=("music.apple.com", "itunes.apple.com")),
    Network("soundcloud", "SoundCloud", ("soundcloud.com/{}",)),
    Network("bandcamp", "Bandcamp", ("{}.bandcamp.com",), handle=_LABEL, anywhere=True),
    Network("mixcloud", "Mixcloud", ("mixcloud.com/{}",)),
    Network("deezer", "Deezer", hosts=("deezer.com", "deezer.page.link")),
    Network("behance", "Behance", ("behance.net/{}",)),
    Network("dribbble", "Dribbble", ("dribbble.com/{}",)),
    Network("github", "GitHub", ("github.com/{}",)),
    Network("gitlab", "GitLab", ("gitlab.com/{}",)),
    Network("medium", "Medium", ("medium.com/@{}", "{}.medium.com"), anywhere=True),
    Network(
        "substack",
        "Substack",
        ("{}.substack.com",),
        hosts=("substack.com",),
        handle=_LABEL,
        anywhere=True,
    ),
    Network("patreon", "Patreon", ("patreon.com/{}", "patreon.com/c/{}")),
    Network("ko-fi", "Ko-fi", ("ko-fi.com/{}",)),
    Network("buymeacoffee", "Buy Me a Coffee", ("buymeacoffee.com/{}",), hosts=("coff.ee",)),
    Network("paypal", "PayPal", ("paypal.me/{}", "paypal.com/paypalme/{}"), hosts=("paypal.com",)),
    Network("venmo", "Venmo", ("venmo.com/u/{}", "venmo.com/{}")),
    Network("etsy", "Etsy", ("etsy.com/shop/{}", "{}.etsy.com"), handle=r"[A-Za-z0-9-]{1,40}"),
    Network("ebay", "eBay", ("ebay.com/usr/{}",), hosts=("ebay.*",)),
    Network("amazon", "Amazon", hosts=("amazon.*", "amzn.to", "amzn.eu", "a.co")),
    Network("airbnb", "Airbnb", hosts=("airbnb.*", "abnb.me")),
    Network("booking", "Booking.com", hosts=("booking.com",)),
    Network("tripadvisor", "Tripadvisor", hosts=("tripadvisor.*",)),
    Network("yelp", "Yelp", ("yelp.com/biz/{}",), hosts=("yelp.*",)),
    Network("trustpilot", "Trustpilot", ("trustpilot.com/review/{}",)),
    Network(
        "google-maps",
        "Google Maps",
        hosts=("maps.app.goo.gl", "goo.gl/maps", "maps.google.*", "google.*/maps"),
    ),
    Network(
        "google-business",
        "Google Business",
        hosts=("g.page", "g.co/kgs", "business.google.com", "search.google.com/local"),
    ),
    Network("apple-maps", "Apple Maps", hosts=("maps.apple.com", "maps.apple"), icon="pin"),
    Network("calendly", "Calendly", ("calendly.com/{}",)),
    Network("cal-com", "Cal.com", ("cal.com/{}",)),
)

NETWORKS: Mapping[str, Network] = {network.key: network for network in _TABLE}

WEBSITE = NETWORKS["website"]
MASTODON = NETWORKS["mastodon"]

# Servers that people name without saying Mastodon; others are known by `@name@server`.
MASTODON_SERVERS = frozenset(
    (
        "mastodon.social", "mastodon.online", "mastodon.world", "mstdn.social", "mstdn.jp",
        "mas.to", "pawoo.net", "fosstodon.org", "hachyderm.io", "infosec.exchange",
        "techhub.social", "chaos.social", "troet.cafe", "norden.social", "piaille.fr",
        "mastodon.ie", "mastodon.scot", "mastodon.nl", "mastodonapp.uk", "ohai.social", "c.im",
        "universeodon.com",
    )
)  # fmt: skip
