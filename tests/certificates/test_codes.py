from learning.certificates import codes


def test_code_has_140_bits_and_no_letter_that_looks_like_a_digit():
    code = codes.make()
    assert len(code) == 28
    assert set(code) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert len(codes.ALPHABET) ** codes.LENGTH == 2**140


def test_codes_are_distinct():
    assert len({codes.make() for _ in range(1000)}) == 1000


def test_code_is_grouped_and_read_in_any_notation():
    code = "0123456789ABCDEFGHJKMNPQRSTV"
    assert codes.grouped(code) == "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV"
    assert codes.read("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV") == code
    assert codes.read("  o i23 4567 89ab cdef ghjk mnpq rstv ".replace("i", "L")) == code


def test_invalid_codes_are_read_as_empty():
    assert codes.read("") == ""
    assert codes.read("0123") == ""
    assert codes.read("U" * 28) == ""
    assert codes.read("0123456789ABCDEFGHJKMNPQRSTV0") == ""
