using HomeLab.Dns.Records;

namespace HomeLab.Dns.Providers;

/// <summary>One write.</summary>
abstract record ProviderWrite
{
    ProviderWrite() { }

    public sealed record Create(DnsRecord Record, string Comment) : ProviderWrite
    {
        /// <summary>Left out where a provider has none.</summary>
        public IReadOnlyList<string> Tags { get; init; } = [];
    }

    /// <summary>Changes what differs; comment and tags are left alone.</summary>
    public sealed record Update(string Id, DnsRecord Before, DnsRecord After) : ProviderWrite;

    /// <summary>Changes the comment and nothing else; the id may change with it.</summary>
    public sealed record Mark(string Id, DnsRecord Record, string Comment) : ProviderWrite;

    public sealed record Delete(string Id) : ProviderWrite;
}

/// <summary>Writes that are made together or not at all, deletes first.</summary>
sealed record WriteGroup(IReadOnlyList<ProviderWrite> Writes);
