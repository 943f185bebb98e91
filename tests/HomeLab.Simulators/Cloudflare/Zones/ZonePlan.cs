namespace HomeLab.Simulators.Cloudflare.Zones;

public enum ZonePlan
{
    Free,
    Pro,
    Business,
    Enterprise,
}
