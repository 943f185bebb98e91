using System.Net.Sockets;

namespace HomeLab.Simulators.Addresses;

static class AddressExtensions
{
    sealed record Turned(string? IPv4, string? IPv6, string? Warp, Dictionary<string, string>? Says);

    public static void AddAddressSimulator(this IServiceCollection services)
    {
        services.AddSingleton(provider => new UplinkStore(provider.GetRequiredService<Persistence.DataDirectory>()));
        services.AddSingleton<ISimulatedSystem, AddressSystem>();
    }

    public static void MapAddresses(this WebApplication app)
    {
        var uplink = app.MapGroup($"{AddressSystem.Root}/{{name}}");
        uplink.MapGet("/trace", (string name, HttpContext context, UplinkStore store, TimeProvider clock) =>
            Text(store.Find(name), it => Trace(it, context, clock)));
        uplink.MapGet("/page", (string name, HttpContext context, UplinkStore store) =>
            Text(store.Find(name), it => it.AddressFor("page", IsV6(context))));
        uplink.MapPost("/dns-query", DnsAnswer.AnswerAsync);
        uplink.MapRouter();
        uplink.MapGet("/heartbeat", () => Results.Text("OK"));

        app.MapGet("/_sim/addresses", (UplinkStore store) => store.All);
        app.MapPut("/_sim/addresses/{name}", (string name, Turned turned, UplinkStore store) => store.Turn(name, it => it with
        {
            IPv4 = turned.IPv4 ?? it.IPv4, IPv6 = turned.IPv6 ?? it.IPv6, Warp = turned.Warp ?? it.Warp, Says = turned.Says ?? it.Says,
        }));
    }

    public static bool IsV6(HttpContext context) =>
        context.Connection.RemoteIpAddress is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false };

    /// <summary>The lines that Cloudflare answers with.</summary>
    static string Trace(SimulatedUplink uplink, HttpContext context, TimeProvider clock) =>
        $"""
        fl=123f45
        h={context.Request.Host.Host}
        ip={uplink.AddressFor("trace", IsV6(context))}
        ts={clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0:0.000}
        visit_scheme=https
        uag={context.Request.Headers.UserAgent}
        colo=AMS
        sliver=none
        http=http/1.1
        loc=NL
        tls=TLSv1.3
        sni=plaintext
        warp={uplink.Warp}
        gateway=off
        rbi=off
        kex=X25519

        """.ReplaceLineEndings("\n");

    static IResult Text(SimulatedUplink? uplink, Func<SimulatedUplink, string> answer) =>
        uplink is null ? Results.NotFound() : Results.Text(answer(uplink));
}
