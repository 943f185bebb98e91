namespace HomeLab.Cloudflare;

/// <summary>An item that is to be added.</summary>
public sealed record ListItemWrite(string Ip, string Comment);
