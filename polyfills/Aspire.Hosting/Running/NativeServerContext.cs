using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>What a native server gets: a directory of its own that survives restarts, and the loopback port of each endpoint by name.</summary>
sealed record NativeServerContext(IResource Resource, string DataDirectory, IReadOnlyDictionary<string, int> Ports, ILogger Logger);
