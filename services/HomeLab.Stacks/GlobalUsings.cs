global using HomeLab.Stacks.Compose;
