namespace HomeLab.Stacks.Docker.Planning;

/// <param name="NetworkId">Empty while the container has never run.</param>
sealed record ObservedAttachment(string Network, string NetworkId, IReadOnlyList<string> Aliases, string Ipv4Address, string Ipv6Address);
