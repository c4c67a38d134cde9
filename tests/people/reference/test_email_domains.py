import pytest
from django.core.exceptions import ValidationError

from learning.people.models import OrganisationDomain
from learning.people.reference.email_domains import PUBLIC, candidates, clean_domain, is_suffix, validate
from tests.factories import make_organisation


@pytest.mark.parametrize(
    "domain",
    ["bogota.gov.co", "cdmx.gob.mx", "seoul.go.kr", "gz.gov.cn", "paris.fr", "ibb.istanbul", "münchen.de", "amb.cat"],
)
def test_a_domain_of_an_organisations_own_is_taken(domain):
    validate(domain)
    assert candidates(domain) == [domain]


@pytest.mark.parametrize(
    "domain",
    ["gmail.com", "outlook.com", "yahoo.com.mx", "qq.com", "163.com", "hotmail.com", "icloud.com", "orange.fr"],
)
def test_where_anybody_gets_an_address_is_nobodys_domain(domain):
    with pytest.raises(ValidationError, match="Anybody can have an address at"):
        validate(domain)
    with pytest.raises(ValidationError, match="Anybody can have an address at"):
        validate(f"mail.{domain}")


@pytest.mark.parametrize("domain", ["gov.co", "gob.mx", "gouv.sn", "go.kr", "gov.uk", "gov.cn", "com.br", "github.io"])
def test_what_domains_of_many_end_in_is_nobodys_either(domain):
    with pytest.raises(ValidationError, match="Addresses of many organisations end in"):
        validate(domain)


@pytest.mark.parametrize(
    "domain", ["", "co", "a b.com", "-a.com", "a-.com", "a..co", "10.0.0.1", "a@b.co", "x" * 121 + ".co"]
)
def test_what_is_no_domain_is_refused(domain):
    with pytest.raises(ValidationError, match="what stands after the @"):
        validate(domain)


def test_a_domain_is_looked_for_under_what_it_is_under():
    assert candidates("mail.idu.bogota.gov.co") == ["mail.idu.bogota.gov.co", "idu.bogota.gov.co", "bogota.gov.co"]
    assert candidates("") == candidates("gov.co") == candidates("x.gmail.com") == []


def test_exceptions_and_wildcards_of_the_list_of_suffixes_hold():
    assert [is_suffix(domain) for domain in ("x.ck", "www.ck", "yokohama.jp", "city.yokohama.jp")] == [
        True,
        False,
        True,
        False,
    ]


def test_a_domain_is_written_the_way_it_is_compared():
    assert clean_domain(" @Bogota.GOV.co. ") == "bogota.gov.co"


def test_no_public_one_is_listed_in_vain():
    assert [domain for domain in PUBLIC if is_suffix(domain) or clean_domain(domain) != domain] == []


@pytest.mark.django_db
def test_an_organisation_can_not_have_one():
    with pytest.raises(ValidationError) as refused:
        OrganisationDomain(organisation=make_organisation(), domain="@Gmail.com").full_clean()
    assert list(refused.value.message_dict) == ["domain"]
