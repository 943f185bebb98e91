using HomeLab.Inventory.Tests.Docker;
using HomeLab.Inventory.Tests.Probes;

namespace HomeLab.Inventory.Tests.Certificates;

public sealed class ProberPatienceTests
{
    [Fact]
    public async Task Where_no_certificate_is_shown_is_looked_ever_less_often_until_there_is_one()
    {
        var clock = new SteppedClock(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        using var authority = new TestAuthority();
        using var certificate = authority.IssueFor("photos.attic.dev");
        await using var server = TlsServer.Start(certificate);
        using var prober = TestProbes.Prober(new InventoryOptions { ProbeInterval = TimeSpan.FromMinutes(1), CallTimeout = TimeSpan.FromSeconds(60) }, clock, authority.Trusted);
        // Without what the catalogue asks of Traefik: the server answers nothing.
        prober.Aim(TlsLab.View(TlsLab.State(TlsLab.Proxy(server.Port)), TlsLab.State(TlsLab.App("photos", "photos.attic.dev"))) with { Reading = new([], [], []) });
        var looks = new List<int>();

        for (var minute = 0; minute <= 20; minute++, clock.Now += TimeSpan.FromMinutes(1))
        {
            server.IsMute = minute < 15;
            var before = server.Taken;
            await prober.AskAsync(CancellationToken.None);
            if (server.Taken > before)
                looks.Add(minute);
        }

        Assert.Equal([0, 1, 3, 7, 15, 16, 17, 18, 19, 20], looks);
        Assert.NotNull(Assert.Single(prober.Served()).Reading!.Served);
    }
}
