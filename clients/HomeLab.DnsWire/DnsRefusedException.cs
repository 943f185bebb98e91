namespace HomeLab.DnsWire;

/// <summary>A proven answer that says no.</summary>
public sealed class DnsRefusedException(ResponseCode code) : Exception($"it answers {code}")
{
    public ResponseCode Code => code;
}
