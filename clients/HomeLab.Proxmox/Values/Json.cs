using System.Text.Json;
using HomeLab.Proxmox.Guests;

namespace HomeLab.Proxmox.Values;

/// <summary>
/// Reads what Perl writes: a scalar is a number or a string depending on how it was last used, a boolean is <c>1</c>,
/// <c>"1"</c>, <c>0</c>, <c>""</c> or absent. Unknown fields are ignored.
/// </summary>
static class Json
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNameCaseInsensitive = true,
        MaxDepth = 32,
        RespectNullableAnnotations = true,
        Converters =
        {
            new LenientBoolean(), new LenientInt32(), new LenientInt64(), new LenientDouble(), new LenientString(),
            new OptionalInt32(), new OptionalInt64(), new OptionalDouble(), new EpochSeconds(), new OptionalGuestKind(),
        },
    };
}
