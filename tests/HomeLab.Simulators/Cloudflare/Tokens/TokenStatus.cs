namespace HomeLab.Simulators.Cloudflare.Tokens;

public enum TokenStatus
{
    Active,
    Disabled,
    Expired,
}
