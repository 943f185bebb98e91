namespace Grpc.Net.ClientFactory;

/// <summary>Keeps two client types from sharing one name, and so each other's settings.</summary>
sealed class ClientNames
{
    readonly Dictionary<string, Type> types = new(StringComparer.Ordinal);

    public void Add(string name, Type type)
    {
        if (types.TryGetValue(name, out var other) && other != type)
            throw new InvalidOperationException($"The gRPC client factory already has a client named '{name}': {other}. Give {type} another name.");
        types[name] = type;
    }
}
