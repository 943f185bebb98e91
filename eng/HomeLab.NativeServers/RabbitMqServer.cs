using System.Globalization;

namespace HomeLab.NativeServers;

/// <summary>A RabbitMQ broker of our own, with everything on 127.0.0.1, from the binaries that are installed.</summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    readonly RabbitMqServerOptions _options;
    readonly RabbitMqNode _node;
    readonly SupervisedProcess _portMapper;
    readonly SupervisedProcess _broker;
    bool _isStopping;

    RabbitMqServer(RabbitMqServerOptions options, RabbitMqNode node, SupervisedProcess portMapper, SupervisedProcess broker)
    {
        (_options, _node, _portMapper, _broker) = (options, node, portMapper, broker);
        Exited = WaitAsync();
    }

    public static bool IsInstalled => RabbitMqBinaries.Find() is not null;

    /// <summary>The packages of Debian and its kin that hold the broker.</summary>
    public static IReadOnlyList<string> Packages { get; } = ["rabbitmq-server"];

    public int Port => _node.Port;

    public int ProcessId => _broker.Id;

    /// <summary>The broker's exit code, once it has ended for whatever reason; not 0 unless it was asked to.</summary>
    public Task<int> Exited { get; }

    /// <summary>Starts the broker and returns when it takes connections of the user.</summary>
    /// <exception cref="NativeServerException">RabbitMQ is not installed, or did not start.</exception>
    public static async Task<RabbitMqServer> StartAsync(RabbitMqServerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var binaries = RabbitMqBinaries.Find()
            ?? throw new NativeServerException("RabbitMQ is not installed. Run: sudo apt-get install rabbitmq-server");
        var directory = await ServerDirectory.TakeAsync(options.BaseDirectory, cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var node = new RabbitMqNode(binaries, options, directory);
                try
                {
                    var (portMapper, broker) = await node.StartAsync(cancellationToken);
                    return new RabbitMqServer(options, node, portMapper, broker);
                }
                catch (NativeServerException) when (attempt < 3 && !node.PortsAreFree && (options.Port == 0 || LoopbackPort.IsFree(options.Port)))
                {
                    // Somebody took one of the free ports before the broker did.
                }
            }
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>For AMQP clients; holds the password.</summary>
    public Uri Uri(string virtualHost = "/")
    {
        var path = virtualHost == "/" ? "" : System.Uri.EscapeDataString(virtualHost);
        return new Uri(string.Create(CultureInfo.InvariantCulture,
            $"amqp://{System.Uri.EscapeDataString(_options.UserName)}:{System.Uri.EscapeDataString(_options.Password)}@127.0.0.1:{Port}/{path}"));
    }

    /// <summary>Makes the virtual host unless it is there, with all permissions for the user.</summary>
    public Task CreateVirtualHostAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return _node.ControlAsync(RabbitMqDefinitions.VirtualHost(name, _options.UserName), cancellationToken, "import_definitions");
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public void Kill() => _broker.Kill();

    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        await _broker.StopAsync();
        await Exited;
    }

    async Task<int> WaitAsync()
    {
        var code = await _broker.Exited;
        await _portMapper.StopAsync();
        _node.Dispose();
        // The script that starts the node says 0 however the node ended.
        return code == 0 && !_isStopping ? 1 : code;
    }
}
