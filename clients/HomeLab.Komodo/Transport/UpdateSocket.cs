using System.Net.WebSockets;
using System.Text.Json;
using HomeLab.Komodo.Updates;

namespace HomeLab.Komodo.Transport;

/// <summary>One connection to <c>/ws/update</c>: the key in the first frame, then an update a frame.</summary>
sealed class UpdateSocket : IDisposable
{
    const string Accepted = "LOGGED_IN";
    const int LargestFrame = 1024 * 1024;

    readonly ClientWebSocket socket = new();
    readonly byte[] buffer = new byte[16 * 1024];
    readonly Call call;
    readonly KomodoKey credential;
    readonly HttpMessageInvoker http;
    readonly KomodoSettings settings;

    public UpdateSocket(Call call, KomodoKey credential, HttpMessageInvoker http, KomodoSettings settings)
    {
        (this.call, this.credential, this.http, this.settings) = (call, credential, http, settings);
        // A connection that nobody ended and that carries nothing would look like a Core where nothing happens.
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(20);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(20);
    }

    public async Task ConnectAsync(Uri root, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(new Uri(root, call.Path)) { Scheme = root.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" }.Uri;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(settings.CallTimeout);
        try
        {
            await socket.ConnectAsync(address, http, deadline.Token);
            var login = new { type = "ApiKeys", @params = new { key = credential.Key, secret = credential.Secret } };
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(login), WebSocketMessageType.Text, endOfMessage: true, deadline.Token);
            var answer = System.Text.Encoding.UTF8.GetString(await FrameAsync(deadline.Token));
            if (answer != Accepted)
                throw new KomodoException(KomodoFailure.KeyRefused, call.Sentence(FailureText.Line(answer, credential)));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Ended($"no answer within {settings.CallTimeout.TotalSeconds:0.#} s", exception);
        }
        catch (WebSocketException exception)
        {
            throw Ended(exception.GetBaseException().Message, exception);
        }
    }

    /// <returns>Null: a frame that is no update.</returns>
    public async Task<UpdateSummary?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize<UpdateSummary>(await FrameAsync(cancellationToken), Json.Options);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (Exception exception) when (exception is WebSocketException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Ended(exception.GetBaseException().Message, exception);
        }
    }

    public void Dispose() => socket.Dispose();

    async Task<byte[]> FrameAsync(CancellationToken cancellationToken)
    {
        using var frame = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
                throw Ended("Core ended the connection", null);
            frame.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return frame.ToArray();
            if (frame.Length > LargestFrame)
                throw Ended($"a frame has more than {LargestFrame} bytes", null);
        }
    }

    KomodoException Ended(string why, Exception? inner) => new(KomodoFailure.Unavailable, call.Sentence(why), inner);
}
