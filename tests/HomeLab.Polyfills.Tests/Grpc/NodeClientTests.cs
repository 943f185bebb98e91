using HomeLab.Testing.Requirements;

namespace HomeLab.Polyfills.Tests.Grpc;

/// <summary>The official @grpc/grpc-js client against our server: one check of client.mjs each.</summary>
public sealed class NodeClientTests : IAsyncLifetime
{
    EchoServer server = null!;

    [RequiresTheory(Requirement.Node)]
    [InlineData("unary")]
    [InlineData("metadata")]
    [InlineData("status")]
    [InlineData("exception")]
    [InlineData("unimplemented")]
    [InlineData("deadline")]
    [InlineData("serverDeadline")]
    [InlineData("serverStream")]
    [InlineData("serverStreamFailure")]
    [InlineData("clientStream")]
    [InlineData("duplex")]
    [InlineData("large")]
    [InlineData("limits")]
    [InlineData("gzip")]
    [InlineData("parallel")]
    public async Task Finds_what_the_protocol_promises(string check) => await RunAsync(check);

    [RequiresFact(Requirement.Node)]
    public async Task Cancels_a_stream_and_the_handler_sees_it()
    {
        await RunAsync("cancelStream");

        await server.Cancellations.Seen("node-cancel");
    }

    public async Task InitializeAsync() => server = await EchoServer.StartAsync(options => options.ResponseCompressionAlgorithm = "gzip");

    public async Task DisposeAsync() => await server.DisposeAsync();

    async Task RunAsync(string check)
    {
        using var client = await NodeTools.StartAsync("client.mjs", new Uri(server.Address).Authority, check);
        var errors = client.StandardError.ReadToEndAsync();
        await client.WaitForExitAsync();

        Assert.True(client.ExitCode == 0, await errors);
    }
}
