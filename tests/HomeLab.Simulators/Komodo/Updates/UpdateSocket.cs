using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.Seeds;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Updates;

/// <summary><c>/ws/update</c>: the key in the first frame, <c>LOGGED_IN</c>, then an update a frame.</summary>
sealed class UpdateSocket(CoreStore store, WebSocket socket, TimeProvider clock)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await LoginAsync(cancellationToken) is not { } caller)
        {
            await SendAsync("[401 Unauthorized]: Invalid user credentials", cancellationToken);
            await EndAsync(cancellationToken);
            return;
        }
        var updates = store.Feed.Follow();
        try
        {
            await SendAsync("LOGGED_IN", cancellationToken);
            using var connection = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var left = LeftAsync(connection);
            try
            {
                await foreach (var update in updates.Reader.ReadAllAsync(connection.Token))
                {
                    if (Permissions.MayRead(store, caller, update.TargetType, update.TargetId))
                        await SendAsync(UpdateJson.Item(update).ToJsonString(), connection.Token);
                }
                socket.Abort();
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The caller left.
            }
            await connection.CancelAsync();
            await left;
        }
        finally
        {
            store.Feed.Leave(updates);
        }
    }

    async Task<KeySeed?> LoginAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        var buffer = new byte[8192];
        try
        {
            var part = await socket.ReceiveAsync(buffer, deadline.Token);
            var login = JsonNode.Parse(buffer.AsSpan(0, part.Count)) as JsonObject;
            var parameters = login?["params"] as JsonObject;
            var key = (string?)login?["type"] == "ApiKeys" ? store.FindKey((string?)parameters?["key"] ?? "", (string?)parameters?["secret"] ?? "") : null;
            if (key is null)
                store.Failures.Add(clock.GetUtcNow());
            return key;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>What the caller says is not listened to, but its leaving is.</summary>
    async Task LeftAsync(CancellationTokenSource connection)
    {
        var buffer = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer, connection.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // However it left.
        }
        await connection.CancelAsync();
    }

    Task SendAsync(string text, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    Task EndAsync(CancellationToken cancellationToken) => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
}
