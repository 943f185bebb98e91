namespace HomeLab.NativeServers;

/// <summary>Where RabbitMQ is installed.</summary>
sealed record RabbitMqBinaries(string Directory)
{
    public string Server => Path.Combine(Directory, "rabbitmq-server");

    public string Control => Path.Combine(Directory, "rabbitmqctl");

    public static RabbitMqBinaries? Find()
    {
        // Debian's /usr/sbin/rabbitmq-server is a wrapper that serves root and the account rabbitmq only.
        var onPath = Path.GetDirectoryName(Executables.Find("rabbitmq-server"));
        string?[] places = ["/usr/lib/rabbitmq/bin", "/opt/rabbitmq/sbin", onPath];
        var found = Executables.Find("epmd") is null ? null : places.FirstOrDefault(place => place is not null && File.Exists(Path.Combine(place, "rabbitmq-server")));
        return found is null ? null : new RabbitMqBinaries(found);
    }
}
