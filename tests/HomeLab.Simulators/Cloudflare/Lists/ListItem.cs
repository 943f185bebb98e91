namespace HomeLab.Simulators.Cloudflare.Lists;

/// <summary>An item of a list of addresses.</summary>
public sealed record ListItem(string Id, string Ip, string Comment, DateTimeOffset CreatedOn);
