using HomeLab.Dns.Records;

namespace HomeLab.Dns.Providers;

/// <summary>One write.</summary>
abstract record ProviderWrite
{
    ProviderWrite() { }

    public sealed record Create(DnsRecord Record, string Comment) : ProviderWrite;

    /// <summary>Changes what differs; comment and tags are left alone.</summary>
    public sealed record Update(string Id, DnsRecord Before, DnsRecord After) : ProviderWrite;

    public sealed record Delete(string Id) : ProviderWrite;
}

/// <summary>Writes that are made together or not at all, deletes first.</summary>
sealed record WriteGroup(IReadOnlyList<ProviderWrite> Writes);
