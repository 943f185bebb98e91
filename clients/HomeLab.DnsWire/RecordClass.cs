namespace HomeLab.DnsWire;

/// <summary>Classes; <see cref="None"/> and <see cref="Any"/> have their meaning in updates (RFC 2136, 2.4 and 2.5).</summary>
public static class RecordClass
{
    public const ushort Internet = 1;
    public const ushort None = 254;
    public const ushort Any = 255;
}
