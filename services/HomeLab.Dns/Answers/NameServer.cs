using System.Net;

namespace HomeLab.Dns.Answers;

/// <summary>A server that answers for a zone.</summary>
/// <param name="Name">The lab's name of it, or that of an NS record.</param>
sealed record NameServer(string Name, IPEndPoint At)
{
    public override string ToString() => $"{Name} ({At.Address})";
}
