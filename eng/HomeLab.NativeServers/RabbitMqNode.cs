using System.Globalization;
using System.Security.Cryptography;

namespace HomeLab.NativeServers;

/// <summary>The Erlang node of a broker: its ports, files and environment.</summary>
/// <remarks>
/// Left alone a node joins the machine's port mapper (epmd), leaves one behind that nobody ends, and opens its
/// distribution port to the network. So it gets a port mapper of its own in the foreground and loopback everywhere.
/// </remarks>
sealed class RabbitMqNode(RabbitMqBinaries binaries, RabbitMqServerOptions options, ServerDirectory directory) : IDisposable
{
    const string Loopback = "-kernel inet_dist_use_interface {127,0,0,1} -start_epmd false";
    readonly int[] _free = LoopbackPort.Free(3);

    public int Port => options.Port != 0 ? options.Port : _free[0];

    public bool PortsAreFree => LoopbackPort.IsFree(Port) && LoopbackPort.IsFree(_free[1]) && LoopbackPort.IsFree(_free[2]);

    public async Task<(SupervisedProcess PortMapper, SupervisedProcess Broker)> StartAsync(CancellationToken cancellationToken)
    {
        WriteFiles();
        var portMapper = await Supervisor.StartAsync(
            new ProcessSpecification("epmd", "-port", Text(_free[2]), "-address", "127.0.0.1") { Environment = Environment, WorkingDirectory = directory.FullPath },
            cancellationToken);
        try
        {
            var starting = new StartingServer("Server startup complete", options.Log);
            var broker = await Supervisor.StartAsync(
                new ProcessSpecification(binaries.Server)
                {
                    Environment = Environment,
                    WorkingDirectory = directory.FullPath,
                    Grace = TimeSpan.FromSeconds(15),
                    Output = starting.Receive,
                    Error = starting.Receive,
                },
                cancellationToken);
            await starting.WaitAsync("RabbitMQ", broker, cancellationToken);
            return (portMapper, broker);
        }
        catch
        {
            await portMapper.StopAsync();
            throw;
        }
    }

    /// <summary>Runs <c>rabbitmqctl</c> against the node.</summary>
    public Task ControlAsync(string input, CancellationToken cancellationToken, params IReadOnlyList<string> arguments) =>
        new Command(binaries.Control, ["-q", .. arguments]) { Environment = Environment, Input = input }.RunAsync(cancellationToken);

    public void Dispose() => directory.Dispose();

    void WriteFiles()
    {
        Directory.CreateDirectory(directory.Combine("home"));
        var owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(directory.FullPath, owner);
        directory.WriteSecret("home/.erlang.cookie", RandomNumberGenerator.GetHexString(40));
        directory.WriteSecret("definitions.json", RabbitMqDefinitions.User(options.UserName, options.Password));
        File.WriteAllText(directory.Combine("enabled_plugins"), "[].\n");
        File.WriteAllText(directory.Combine("rabbitmq.conf"), $"load_definitions = {directory.Combine("definitions.json")}\nlog.console = true\nlog.console.level = info\n");
    }

    Dictionary<string, string?> Environment => new([directory.Marker])
    {
        ["HOME"] = directory.Combine("home"),
        ["LC_ALL"] = "C.UTF-8",
        ["ERL_EPMD_PORT"] = Text(_free[2]),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = "homelab@localhost",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = Text(Port),
        ["RABBITMQ_DIST_PORT"] = Text(_free[1]),
        ["RABBITMQ_MNESIA_BASE"] = directory.Combine("mnesia"),
        ["RABBITMQ_LOG_BASE"] = directory.Combine("log"),
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = directory.Combine("enabled_plugins"),
        ["RABBITMQ_CONFIG_FILE"] = directory.Combine("rabbitmq.conf"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = directory.Combine("advanced.config"),
        ["RABBITMQ_CONF_ENV_FILE"] = directory.Combine("rabbitmq-env.conf"),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = Loopback,
        ["RABBITMQ_CTL_ERL_ARGS"] = Loopback,
    };

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
