using System.Text.Json;
using System.Text.Json.Serialization;

namespace HomeLab.Proxmox.Values;

abstract class LenientConverter<T> : JsonConverter<T>
{
    public override bool HandleNull => true;

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();
}

sealed class LenientBoolean : LenientConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Scalar.IsTrue(Scalar.Text(ref reader));
}

sealed class LenientInt32 : LenientConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        OptionalInt32.Narrow(Scalar.Integer(ref reader)) ?? 0;
}

/// <summary>The one number that nothing is to be read into: it says which guest.</summary>
sealed class VmidNumber : LenientConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        OptionalInt32.Narrow(Scalar.Integer(ref reader)) is > 0 and var vmid
            ? vmid
            : throw new JsonException("A VMID was expected.");
}

sealed class LenientInt64 : LenientConverter<long>
{
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Scalar.Integer(ref reader) ?? 0;
}

sealed class LenientDouble : LenientConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Scalar.Number(ref reader) ?? 0;
}

sealed class OptionalInt32 : LenientConverter<int?>
{
    public static int? Narrow(long? value) => value is >= int.MinValue and <= int.MaxValue ? (int)value : null;

    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Narrow(Scalar.Integer(ref reader));
}

sealed class OptionalInt64 : LenientConverter<long?>
{
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Scalar.Integer(ref reader);
}

sealed class OptionalDouble : LenientConverter<double?>
{
    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Scalar.Number(ref reader);
}

/// <summary>A guest that is named 123 comes as a number.</summary>
sealed class LenientString : LenientConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Scalar.Text(ref reader);
}

/// <summary>Seconds since 1970; 0 and nonsense are none.</summary>
sealed class EpochSeconds : LenientConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Scalar.Integer(ref reader) is > 0 and < 253402300800 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}

/// <summary>Words that are not known are the first value, which says so.</summary>
sealed class LenientEnum<T> : LenientConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Scalar.Text(ref reader) is { } text
        && Enum.TryParse<T>(text.Replace("-", ""), ignoreCase: true, out var value)
        && Enum.IsDefined(value)
            ? value
            : default;
}

/// <summary>Seconds of a duration.</summary>
sealed class DurationSeconds : LenientConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeSpan.FromSeconds(Math.Clamp(Scalar.Number(ref reader) ?? 0, 0, 1e10));
}

sealed class FingerprintText : LenientConverter<CertificateFingerprint?>
{
    public override CertificateFingerprint? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CertificateFingerprint.TryParse(Scalar.Text(ref reader), out var fingerprint) ? fingerprint : null;
}
