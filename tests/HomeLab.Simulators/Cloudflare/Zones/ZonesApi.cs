using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.State;

namespace HomeLab.Simulators.Cloudflare.Zones;

static class ZonesApi
{
    public static void MapZones(this IEndpointRouteBuilder api)
    {
        api.MapGet("/zones", List);
        api.MapGet("/zones/{zone}", (string zone, CloudflareCall call) => CloudflareAnswer.Of(ZoneJson.Of(call.Read(zone), call)));
    }

    static CloudflareAnswer List(CloudflareCall call)
    {
        var zones = call.Shown(ZoneFilter.Apply(call.VisibleZones, call));
        return Paging.Page<ZoneState>(zones, call.Query, 20, 5, 50, zone => ZoneJson.Of(zone, call));
    }
}
