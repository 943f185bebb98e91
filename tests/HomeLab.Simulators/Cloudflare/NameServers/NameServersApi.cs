namespace HomeLab.Simulators.Cloudflare.NameServers;

/// <summary>The name servers for people: <c>PUT /_sim/nameservers {"lagSeconds": 30, "fault": "silent"}</c>.</summary>
static class NameServersApi
{
    sealed record Setting(double? LagSeconds, NameServerFault? Fault);

    public static void MapNameServers(this WebApplication app)
    {
        app.MapGet("/_sim/nameservers", Shown);
        app.MapPut("/_sim/nameservers", (Setting setting, SimulatedNameServers servers) =>
        {
            servers.Lag = setting.LagSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : servers.Lag;
            servers.Fault = setting.Fault ?? servers.Fault;
            return Shown(servers);
        });
    }

    static object Shown(SimulatedNameServers servers) => new { address = servers.Address?.ToString(), lagSeconds = servers.Lag.TotalSeconds, fault = servers.Fault };
}
