using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>
/// What a native server gets: a directory of its own that survives restarts, the loopback port of each endpoint by name,
/// and where its lines go.
/// </summary>
sealed record NativeServerContext(IResource Resource, string DataDirectory, IReadOnlyDictionary<string, int> Ports, Action<string> Log);
