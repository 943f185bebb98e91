namespace HomeLab.Stacks.Compose;

sealed record ComposeSubnet(string? Subnet, string? Gateway, string? IpRange, TextMap AuxiliaryAddresses);
