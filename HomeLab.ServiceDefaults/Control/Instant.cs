using Google.Protobuf.WellKnownTypes;

namespace HomeLab.ServiceDefaults.Control;

static class Instant
{
    /// <summary>Of a <c>timestamptz</c> as Npgsql reads it, in UTC.</summary>
    public static Timestamp? Of(DateTime? at) => at is { } time ? Timestamp.FromDateTime(time) : null;
}
