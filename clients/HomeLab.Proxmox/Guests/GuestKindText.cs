using System.Text.Json;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Guests;

/// <summary>There is no guessing between the two kinds: they have the same VMIDs and other paths.</summary>
sealed class GuestKindText : LenientConverter<GuestKind>
{
    public static GuestKind? Of(string? text) => text switch { "qemu" => GuestKind.Qemu, "lxc" => GuestKind.Lxc, _ => null };

    public override GuestKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Of(Scalar.Text(ref reader)) ?? throw new JsonException("qemu or lxc was expected.");
}

sealed class OptionalGuestKind : LenientConverter<GuestKind?>
{
    public override GuestKind? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        GuestKindText.Of(Scalar.Text(ref reader));
}
