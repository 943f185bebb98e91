namespace HomeLab.Inventory.Repositories.Nodes;

sealed record MapEntry(string Key, Place At, Node Value);
