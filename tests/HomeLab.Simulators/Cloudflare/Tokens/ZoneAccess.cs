namespace HomeLab.Simulators.Cloudflare.Tokens;

/// <summary>What a token may do in the zones that it sees.</summary>
public enum ZoneAccess
{
    Read,
    Edit,
}
