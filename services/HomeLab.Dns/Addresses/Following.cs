using System.Net;
using HomeLab.Dns.Records;

namespace HomeLab.Dns.Addresses;

/// <summary>What follows one uplink's address.</summary>
/// <param name="Document">The document that says so.</param>
/// <param name="Suffix">Behind the uplink's prefix; null: the whole address.</param>
sealed record Following(string Document, DomainName Name, string Uplink, IpFamily Family, IPAddress? Suffix);
