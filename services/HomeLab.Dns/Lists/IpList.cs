namespace HomeLab.Dns.Lists;

/// <summary>A list of Cloudflare's account that is to hold the lab's public addresses.</summary>
/// <param name="Name">As the account and its rules have it.</param>
/// <param name="Uplinks">Whose addresses; the lab's names of them.</param>
sealed record IpList(string Name, IReadOnlyList<string> Uplinks, IReadOnlyList<Addresses.IpFamily> Families);
