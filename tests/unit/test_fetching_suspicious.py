"""The fetcher against hosts that mean harm: private addresses, rebinding, bombs, drips, floods, certificates."""

import datetime
import gzip
import ipaddress
import ssl
import time
import tracemalloc
import zlib

import pytest

from critmin.fetching import BadStatus, Fetcher, Refused, TooLarge, TooSlow, Unreachable
from critmin.fetching.addresses import canonical, is_public, without_secrets
from critmin.lake import Raw
from critmin.settings import Settings
from standin import PUBLIC, Answer, Doors, StandIn, faulty

PAGE = Answer(b"<html><body><p>Arcadia and Borduria signed.</p></body></html>")


@pytest.fixture
def settings(tmp_path):
    return Settings(
        data=tmp_path,
        fetch_private_addresses=False,
        fetch_delay_seconds=0,
        fetch_seconds=5,
        fetch_max_bytes=1_000_000,
    )


@pytest.fixture
def world(settings):
    with StandIn({"/page": PAGE}) as server:
        doors = Doors(server, {"news.example": [PUBLIC], "inside.example": ["10.0.0.5"]})
        yield server, doors, Fetcher(settings, Raw(settings.root), **doors.all())


def fetch(fetcher, path="/page"):
    return fetcher.fetch(f"http://news.example{path}", source="articles")[0]


# -- where we connect to -------------------------------------------------------------------------------------------

PRIVATE = [
    "http://127.0.0.1/",
    "http://localhost.inside.example/",
    "http://inside.example/admin",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[fe80::1]/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0.0.0.0/",
    "http://192.168.0.1:8080/",
    "http://100.64.0.1/",
]
UNFIT = ["file:///etc/passwd", "ftp://news.example/page", "gopher://news.example/", "http://a b/", "http:///page"]


@pytest.mark.parametrize("target", PRIVATE + UNFIT)
def test_a_redirect_to_a_private_or_unfit_address_is_refused(world, target):
    """S1."""
    server, doors, fetcher = world
    doors.names["localhost.inside.example"] = ["::1"]
    server.routes["/page"] = faulty("redirect", PAGE, to=target)
    with pytest.raises(Refused):
        fetch(fetcher)
    assert set(doors.dialled) == {PUBLIC}


@pytest.mark.parametrize("target", PRIVATE + UNFIT)
def test_a_private_or_unfit_address_is_not_asked_in_the_first_place(world, target):
    """S1, S3: whoever names it, a feed or a page."""
    server, doors, fetcher = world
    doors.names["localhost.inside.example"] = ["::1"]
    with pytest.raises(Refused):
        fetcher.fetch(target, source="articles")
    assert (doors.dialled, server.requests) == ([], [])


def test_a_name_that_answers_differently_a_moment_later_gains_nothing(world):
    """S2: the second answer, for the page after robots.txt, is private; it is checked itself and never dialled."""
    server, doors, fetcher = world
    doors.names["rebound.example"] = [[PUBLIC], ["127.0.0.1"]]
    with pytest.raises(Refused, match="not a public address"):
        fetcher.fetch("http://rebound.example/page", source="articles")
    assert doors.dialled == [PUBLIC]
    assert server.asked("/page") == []


def test_each_connection_goes_to_the_answer_that_was_checked(world):
    """S2: as many look-ups as connections, and no name is ever dialled."""
    server, doors, fetcher = world
    doors.names["moving.example"] = [["93.184.216.1"], ["93.184.216.2"], ["93.184.216.3"]]
    fetcher.fetch("http://moving.example/page", source="articles")
    assert doors.dialled == ["93.184.216.1", "93.184.216.2"]
    assert len(doors.looked_up) == 2
    assert {r.headers["host"] for r in server.requests} == {"moving.example"}


def test_one_private_address_among_public_ones_is_reason_enough(world):
    _, doors, fetcher = world
    doors.names["mixed.example"] = [PUBLIC, "10.1.2.3"]
    with pytest.raises(Refused):
        fetcher.fetch("http://mixed.example/page", source="articles")
    assert doors.dialled == []


def test_a_name_that_cannot_be_looked_up_is_not_asked(world):
    """S2: a failed look-up must not pass."""
    _, doors, fetcher = world
    with pytest.raises(BadStatus, match="name is not known"):
        fetcher.fetch("http://nowhere.example/page", source="articles")
    doors.names["empty.example"] = []
    with pytest.raises(BadStatus):
        fetcher.fetch("http://empty.example/page", source="articles")
    assert doors.dialled == []


def test_redirects_come_to_an_end(world):
    server, _, fetcher = world
    server.routes["/page"] = faulty("redirect", PAGE, to="/page")
    with pytest.raises(Refused, match="more than 5 times"):
        fetch(fetcher)
    server.routes["/page"] = Answer(status=302)
    with pytest.raises(BadStatus, match="nowhere"):
        fetch(fetcher)


def test_a_good_redirect_is_followed_and_remembered(world):
    server, _, fetcher = world
    server.routes["/old"] = faulty("redirect", PAGE, to="/page?a=1&token=hush")
    content, retrieval = fetcher.fetch("http://news.example/old", source="articles")
    assert content == PAGE.body
    assert retrieval.address == "http://news.example/old"
    assert retrieval.metadata["final_address"] == "http://news.example/page?a=1"


@pytest.mark.parametrize("ip", ["8.8.8.8", PUBLIC, "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_open_internet_are_public(ip):
    assert is_public(ip)


PLACES_AT_HOME = """
10.0.0.1 172.16.3.4 192.168.1.1 127.8.8.8 0.0.0.0 169.254.1.1 100.64.9.9 224.0.0.1 240.0.0.1 255.255.255.255
:: ::1 fe80::1%eth0 fc00::1 ff02::1 2002:7f00:1:: 64:ff9b::a00:1 no-address
"""


@pytest.mark.parametrize("ip", PLACES_AT_HOME.split())
def test_all_others_are_not(ip):
    assert not is_public(ip)


# -- how much ------------------------------------------------------------------------------------------------------


def test_a_bomb_is_stopped_while_it_unpacks(world):
    """S6: 30 MB of nothing in 30 kB; the cap is on what unpacks, and memory stays near the cap."""
    server, _, fetcher = world
    server.routes["/page"] = faulty("bomb", PAGE)
    tracemalloc.start()
    with pytest.raises(TooLarge, match="1,000,000 bytes"):
        fetch(fetcher)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6_000_000
    assert len(server.asked("/page")) == 1


def test_a_bomb_of_many_gzip_members_is_stopped_too(world):
    """S6: a cap that one path skips."""
    server, _, fetcher = world
    members = gzip.compress(b"\x00" * 600_000, mtime=0) * 3
    server.routes["/page"] = Answer(members, headers={"Content-Encoding": "gzip"})
    with pytest.raises(TooLarge):
        fetch(fetcher)


@pytest.mark.parametrize("says_its_length", [True, False])
def test_a_page_of_fifty_megabytes_is_refused_quickly(world, says_its_length):
    server, _, fetcher = world
    server.routes["/page"] = faulty("huge", PAGE)
    if not says_its_length:
        server.routes["/page"] = Answer(b"0" * 1_500_000, manner="chunked")
    started = time.monotonic()
    with pytest.raises(TooLarge, match="CRITMIN_FETCH_MAX_BYTES"):
        fetch(fetcher)
    assert time.monotonic() - started < 2


def _raw_deflate(body):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", _raw_deflate),
        ("identity", bytes),
        ("gzip", lambda body: gzip.compress(body[:9], mtime=0) + gzip.compress(body[9:], mtime=0)),
    ],
)
def test_honest_compression_is_unpacked(world, encoding, pack):
    server, _, fetcher = world
    server.routes["/page"] = Answer(pack(PAGE.body), headers={"Content-Encoding": encoding})
    assert fetch(fetcher) == PAGE.body
    server.routes["/page"] = Answer(pack(PAGE.body), headers={"Content-Encoding": encoding}, manner="chunked")
    assert fetch(fetcher) == PAGE.body


@pytest.mark.parametrize("body", [gzip.compress(PAGE.body, mtime=0)[:-9], b"no gzip at all"])
def test_a_damaged_compressed_body_is_never_kept(world, body):
    server, _, fetcher = world
    server.routes["/page"] = Answer(body, headers={"Content-Encoding": "gzip"})
    with pytest.raises(Unreachable):
        fetch(fetcher)


# -- how long ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["slow", "slow_headers"])
def test_a_drip_ends_when_the_time_is_over(settings, fault):
    """A byte now and then keeps every single read alive; the clock does not care."""
    hurried = settings.model_copy(update={"fetch_seconds": 0.4})
    long = Answer(b"x" * 200)  # four seconds of drip
    with StandIn({"/page": faulty(fault, long)}) as server:
        doors = Doors(server, {"news.example": [PUBLIC]})
        fetcher = Fetcher(hurried, Raw(settings.root), **doors.all())
        started = time.monotonic()
        with pytest.raises(TooSlow, match=r"longer than 0\.4 s"):
            fetch(fetcher)
        assert time.monotonic() - started < 1.5
        assert len(server.asked("/page")) == 1


def test_a_host_that_does_not_answer_is_unreachable(world):
    _, doors, fetcher = world

    def refuse(ip, port, seconds):
        doors.dialled.append(ip)
        raise ConnectionRefusedError

    fetcher.dial = refuse
    with pytest.raises(Unreachable, match="ConnectionRefusedError"):
        fetch(fetcher)
    assert len(doors.dialled) == 5


def test_the_next_address_of_a_name_is_tried_when_the_first_is_dead(world):
    _, doors, fetcher = world
    doors.names["twofold.example"] = ["2606:4700:4700::1111", PUBLIC]
    alive = fetcher.dial

    def dial(ip, port, seconds):
        if ":" in ip:
            raise OSError("no route")
        return alive(ip, port, seconds)

    fetcher.dial = dial
    assert fetcher.fetch("http://twofold.example/page", source="articles")[0] == PAGE.body


# -- to whom -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for secure.example, signed by itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "secure.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("secure.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("certificate")
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder


def test_a_pinned_address_keeps_name_and_certificate_of_the_host(settings, certificate):
    """S2: the connection goes to the checked IP address, the certificate must be the name's."""
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    names = []
    served.sni_callback = lambda _socket, name, _context: names.append(name)
    believed = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    with StandIn({"/page": PAGE}, tls=served) as server:
        doors = Doors(server, {"secure.example": [PUBLIC], "other.example": [PUBLIC]})
        fetcher = Fetcher(settings, Raw(settings.root), tls=believed, **doors.all())
        assert fetcher.fetch("https://secure.example/page", source="articles")[0] == PAGE.body
        assert set(names) == {"secure.example"}
        assert server.requests[-1].headers["host"] == "secure.example"
        with pytest.raises(Refused, match="certificate"):
            fetcher.fetch("https://other.example/page", source="articles")
        stranger = Fetcher(settings, Raw(settings.root), **doors.all())
        with pytest.raises(Refused, match="certificate"):
            stranger.fetch("https://secure.example/page", source="articles")


# -- addresses -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTTP://News.Example:80/a?utm_source=x&id=3#top", "http://news.example/a?id=3"),
        ("https://news.example:443", "https://news.example/"),
        ("http://news.example/a?fbclid=1", "http://news.example/a"),
    ],
)
def test_two_ways_to_write_an_address_are_one(one, other):
    assert canonical(one) == other


@pytest.mark.parametrize(
    "name", ["key", "api_key", "apikey", "X-Api-Key", "subscription-key", "access_token", "sig", "Token", "password"]
)
def test_secrets_leave_an_address_before_it_is_shown(name):
    assert without_secrets(f"https://u:s@api.example/v1?{name}=s&year=2025#s") == "https://api.example/v1?year=2025"


def test_words_that_only_look_like_secrets_stay():
    address = "https://api.example/v1?monkey=1&keyword=lithium&signed=2025"
    assert without_secrets(address) == address


def test_test_addresses_are_what_they_claim():
    assert ipaddress.ip_address(PUBLIC).is_global
