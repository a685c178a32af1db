"""Characters and type strings for datatypes, as the modules struct and array and NumPy write them."""

from mpi4py._type import BASIC

_CODES = (  # those that mpi4py.MPI.Datatype.fromcode knows on x86-64 Linux
    '?:C_BOOL b:SIGNED_CHAR h:SHORT i:INT l:LONG q:LONG_LONG B:UNSIGNED_CHAR H:UNSIGNED_SHORT I:UNSIGNED'
    ' L:UNSIGNED_LONG Q:UNSIGNED_LONG_LONG e:FLOAT16_T f:FLOAT d:DOUBLE g:LONG_DOUBLE Ze:COMPLEX4 Zf:C_COMPLEX'
    ' Zd:C_DOUBLE_COMPLEX Zg:C_LONG_DOUBLE_COMPLEX E:COMPLEX4 F:C_COMPLEX D:C_DOUBLE_COMPLEX'
    ' G:C_LONG_DOUBLE_COMPLEX i1:INT8_T i2:INT16_T i4:INT32_T i8:INT64_T i16:INTEGER16 u1:UINT8_T u2:UINT16_T'
    ' u4:UINT32_T u8:UINT64_T f2:FLOAT16_T f4:FLOAT f8:DOUBLE f16:LONG_DOUBLE c4:COMPLEX4 c8:C_COMPLEX'
    ' c16:C_DOUBLE_COMPLEX c32:C_LONG_DOUBLE_COMPLEX b1:C_BOOL n:COUNT N:UNSIGNED_LONG p:AINT P:UNSIGNED_LONG'
    ' c:CHAR a:CHAR S:CHAR S1:CHAR s:CHAR 1s:CHAR U:WCHAR U1:WCHAR u:UINT16_T 1u:UINT16_T w:WCHAR 1w:WCHAR'
    ' M:INT64_T M8:INT64_T m:INT64_T m8:INT64_T')

_types = {}
for _pair in _CODES.split():
    _code, _name = _pair.split(':')
    _types[_code] = BASIC[_name]


def find(code):
    """The type with this code; None if there is none."""
    return _types.get(code)


def of_format(text):
    """The type of a buffer's items, by their format."""
    first = text[:1]
    if first == '>' or first == '!':
        raise BufferError(f'the items of the buffer have the other byte order: format={text!r}')
    code = text[1:] if first in ('@', '<', '=') else text
    type_ = BASIC['BYTE'] if code == 'B' else _types.get(code)
    if type_ is None:
        raise KeyError(f'no datatype has the format of the items of the buffer: format={code!r}')
    return type_
