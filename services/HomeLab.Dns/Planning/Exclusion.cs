using HomeLab.Dns.Records;

namespace HomeLab.Dns.Planning;

/// <summary>What cannot stand at one name. An alias stands alone (RFC 1034, 3.6.2); Cloudflare lets other types than addresses be beside it.</summary>
static class Exclusion
{
    public static bool Is(ZoneName zone, RecordContent one, RecordContent other) =>
        one.Type != other.Type
        && (one is RecordContent.Cname || other is RecordContent.Cname)
        && (zone.Server is not null || (one.IsProxiable && other.IsProxiable));
}
