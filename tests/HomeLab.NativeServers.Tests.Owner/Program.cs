// Owns what its arguments name, until it is ended: the tests kill it and look at what stays behind.
// Usage: postgres DIRECTORY | rabbitmq DIRECTORY | docker | command SECONDS-OF-GRACE COMMAND ARGUMENT...
using System.Globalization;
using HomeLab.NativeServers;

switch (args[0])
{
    case "postgres":
        var database = await PostgresServer.StartAsync(new PostgresServerOptions { DataDirectory = args[1], Password = "secret" });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ready {database.Port}"));
        break;
    case "rabbitmq":
        var broker = await RabbitMqServer.StartAsync(new RabbitMqServerOptions { BaseDirectory = args[1], Password = "secret" });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ready {broker.Port}"));
        break;
    case "docker":
        await DockerEngine.StartAsync();
        Console.WriteLine("ready");
        break;
    case "command":
        var grace = TimeSpan.FromSeconds(double.Parse(args[1], CultureInfo.InvariantCulture));
        var ready = new TaskCompletionSource();
        await Supervisor.StartAsync(new ProcessSpecification(args[2], args[3..]) { Grace = grace, Output = _ => ready.TrySetResult() });
        await ready.Task;
        Console.WriteLine("ready");
        break;
}

await Task.Delay(Timeout.InfiniteTimeSpan);
