using System.Net;
using System.Net.Sockets;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Probes;
using HomeLab.Lab.Kinds.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HomeLab.Inventory.Tests.Probes;

public sealed class ProbeClientTests : IAsyncLifetime
{
    readonly ProbeClient client = TestProbes.Client(new InventoryOptions { CallTimeout = TimeSpan.FromSeconds(10) }, TimeProvider.System);
    WebApplication app = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/ok", () => """{"status":"OK"}""");
        app.MapGet("/ill", () => Results.StatusCode(503));
        app.MapGet("/moved", () => Results.Redirect("/ok"));
        app.MapGet("/login", () => Results.Redirect("http://sso.example.org/"));
        app.MapGet("/round", () => Results.Redirect("/round"));
        app.MapGet("/odd", () => Results.StatusCode(400));
        app.MapGet("/closed", () => Results.StatusCode(401));
        app.MapGet("/large", () => new string('x', 1 << 20));
        await app.StartAsync();
    }

    public Task DisposeAsync() => app.DisposeAsync().AsTask();

    [Theory]
    [InlineData("/ok", "Healthy", "Answer")]
    [InlineData("/ill", "Unhealthy", "Status503")]
    [InlineData("/moved", "Healthy", "Answer")]
    [InlineData("/login", "Unknown", "NotAsked")]
    [InlineData("/round", "Unknown", "NotAsked")]
    [InlineData("/closed", "Healthy", "WantsCredentials")]
    [InlineData("/odd", "Unhealthy", "Status400")]
    [InlineData("/large", "Healthy", "Answer")]
    public async Task Tells_what_is_answered_and_what_only_leads_elsewhere(string path, string state, string code) =>
        Assert.Equal((state, code), await AskAsync(new ProbeSpec { Probe = "http", Port = 80, Path = path, Status = 200 }, Port, path));

    [Fact]
    public async Task Who_wants_credentials_that_nobody_gives_does_answer() => Assert.Equal(
        ("Healthy", "WantsCredentials"), await AskAsync(new ProbeSpec { Probe = "http", Port = 80, Path = "/odd", Status = 200, Auth = "Bearer" }, Port, "/odd"));

    [Fact]
    public async Task A_host_that_refuses_was_asked_and_one_that_cannot_be_reached_was_not()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var open = await AskAsync(new ProbeSpec { Probe = "tcp", Port = 80 }, port);
        silent.Stop();

        Assert.Equal(("Healthy", "Answered"), open);
        Assert.Equal(("Unhealthy", "NoAnswer"), await AskAsync(new ProbeSpec { Probe = "tcp", Port = 80 }, port));
        Assert.Equal(("Unknown", "NotAsked"), await AskAsync(new ProbeSpec { Probe = "tcp", Port = 80 }, port, host: "no-such-host.invalid"));
    }

    [Theory]
    [InlineData(0, 1, "Healthy", "Answered")]
    [InlineData(3, 0, "Unhealthy", "WrongAnswer")]
    public async Task Asks_a_name_server_for_a_name(byte code, byte answers, string state, string expected)
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var answering = Task.Run(async () =>
        {
            var asked = await server.ReceiveAsync();
            var answer = asked.Buffer.ToArray();
            (answer[2], answer[3], answer[7]) = (0x81, code, answers);
            byte[] record = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1];
            await server.SendAsync((byte[])[.. answer, .. answers > 0 ? record : []], asked.RemoteEndPoint);
            return asked.Buffer;
        });

        var told = await AskAsync(new ProbeSpec { Probe = "dns", Port = 53, Query = "example.com A" }, ((IPEndPoint)server.Client.LocalEndPoint!).Port);

        Assert.Equal((state, expected), told);
        Assert.Equal("\u0007example\u0003com\0\0\u0001\0\u0001", System.Text.Encoding.ASCII.GetString((await answering)[12..]));
    }

    int Port => new Uri(app.Urls.Single()).Port;

    async Task<(string State, string Code)> AskAsync(ProbeSpec probe, int port, string path = "", string host = "127.0.0.1")
    {
        var reading = await client.AskAsync(new ProbeTarget("system", "docker/host", "docker/host/x", probe, host, port, "http", path), CancellationToken.None);
        var signal = AnswerRule.Judge(probe, reading, DateTimeOffset.UnixEpoch);
        return (signal.State.ToString(), signal.Code);
    }
}
