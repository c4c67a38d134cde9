import io
import unicodedata

import pytest
from django.core.files.images import ImageFile
from PIL import Image
from pypdf import PdfReader
from wagtail.images import get_image_model

from learning.certificates.models import Signatory
from learning.certificates.pdf import fonts
from learning.certificates.pdf.certificate import certificate_pdf
from tests.factories import make_activity, make_award, make_certificate, make_person

pytestmark = pytest.mark.django_db
LONG = "Internationalisation for local authorities: from a first contact between two city halls to a common project that outlives elections, budgets and the people who began it (second edition)"
NAMES = [
    "Aïssatou Ndiaye Sarr",
    "Đặng Thị Nguyễn-Ščepanović",
    "Ọlọ́runfẹ́mi Ẹ̀kọ́",
    "Владимир Қасымжомарт Ўткир",
    "Ἀλέξανδρος Παπαδόπουλος",
    "عائشة بنت محمد الفاسي",
    "فریدون گیلانی پژمان",
    "陈明",
    "東京 さくら",
    "김민준",
    "सुनीता कुमारी क्षत्रिय",
    "ঢাকা রহিমা",
    "ประยุทธ์ กรุงเทพ",
    "ሰላም አበበ",
    "אברהם לוי",
    "Ana \u202esiger",
]


def pages_of(pdf):
    return PdfReader(io.BytesIO(pdf)).pages


def letters_drawn(pdf):
    """Return (fonts used, extracted text): the text that a reader gets by copying."""
    fonts_used, text = set(), ""
    for page in pages_of(pdf):
        text += page.extract_text()
        fonts_used |= {font["/BaseFont"].split("+")[-1] for font in page["/Resources"]["/Font"].values()}
    return fonts_used, text


@pytest.mark.parametrize("name", NAMES)
def test_name_in_any_script_has_glyphs_and_can_be_copied(name):
    used, text = letters_drawn(certificate_pdf(make_certificate(make_person(name))))
    copied = unicodedata.normalize("NFC", text)
    assert [letter for letter in unicodedata.normalize("NFC", name) if letter.isalpha() and letter not in copied] == []
    assert "LastResort" not in used


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("Aïssatou", "EBGaramond"),
        ("عائشة", "Amiri"),
        ("陈明", "NotoSansSC"),
        ("さくら", "NotoSansJP"),
        ("김민준", "NotoSansKR"),
        ("सुनीता", "NotoSansDevanagari"),
    ],
)
def test_each_script_has_its_font(name, font):
    used, _text = letters_drawn(certificate_pdf(make_certificate(make_person(name))))
    assert any(one.startswith(font) for one in used)


def test_name_that_no_font_covers_is_transliterated():
    _used, text = letters_drawn(certificate_pdf(make_certificate(make_person("ნინო ბერიძე 👩🏽"))))
    assert "Nino Beridze" in text


def test_longest_certificate_fits_on_one_page():
    activity = make_activity(LONG, kind="course", expected_minutes=380)
    award = make_award(activity)
    for number in range(3):
        Signatory.objects.create(award=award, name=f"Signatory {number}", title="Director of international relations")
    name = "María de los Ángeles Fernández de Córdoba y Álvarez de Toledo, Duquesa de la Santísima Trinidad"
    certificate = make_certificate(make_person(name), activity)
    (page,) = pages_of(certificate_pdf(certificate))
    text = " ".join(page.extract_text().split())
    for told in (name, LONG, "6 h 20 min", "Signatory 2", "Certificate of completion", "Issued by Metropolis"):
        assert told in text
    assert certificate.grouped_code.replace("-", "") in text.replace("-", "").replace(" ", "")


def test_pdf_is_tagged_with_language_and_title():
    certificate = make_certificate(make_person(language="fr"))
    reader = PdfReader(io.BytesIO(certificate_pdf(certificate)))
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata.title.endswith(certificate.title)


def test_qr_code_links_to_the_verification_page():
    certificate = make_certificate()
    links = [note.get_object()["/A"]["/URI"] for note in pages_of(certificate_pdf(certificate))[0]["/Annots"]]
    assert set(links) == {f"http://testserver/certificates/{certificate.grouped_code}/"}


def test_same_certificate_gives_the_same_bytes():
    certificate = make_certificate()
    assert certificate_pdf(certificate) == certificate_pdf(certificate)


def test_signature_is_shown_and_deleted_one_leaves_a_line():
    drawn = io.BytesIO()
    Image.new("RGB", (300, 80), "white").save(drawn, "PNG")
    drawn.seek(0)
    image = get_image_model().objects.create(title="Signature", file=ImageFile(drawn, "signature.png"))
    activity = make_activity(kind="course")
    Signatory.objects.create(award=make_award(activity), name="Jordi", image=image)
    certificate = make_certificate(activity=activity)
    assert len(pages_of(certificate_pdf(certificate))[0].images) == 1
    image.delete()
    assert len(pages_of(certificate_pdf(certificate))[0].images) == 0


@pytest.mark.parametrize(
    ("text", "direction"), [("عائشة (Aïcha)", "rtl"), ("Aïcha عائشة", "ltr"), ("2026", "ltr"), ("«אברהם»", "rtl")]
)
def test_direction_is_that_of_the_first_strong_character(text, direction):
    assert fonts.direction(text) == direction


def test_chinese_characters_use_the_form_of_the_readers_country():
    assert fonts.families("林", "TW")["serif"].index("Noto Sans TC") < fonts.families("林", "TW")["serif"].index(
        "Noto Sans SC"
    )
    assert fonts.families("林", "CN")["sans"].index("Noto Sans SC") < fonts.families("林", "CN")["sans"].index(
        "Noto Sans JP"
    )
