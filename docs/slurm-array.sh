#!/bin/bash
# An array of tasks, for those who submit by hand. On the login node, in the checkout:
#
#   ./anact plan GRID --out /shared/results --threads 4 --write      prints the numbers, such as 0-239
#   sbatch --array=0-239%64 docs/slurm-array.sh /shared/results
#
# and when it has ended, the first command again: it prints the numbers that are left, or says that
# './anact report /shared/results' makes the report.
#SBATCH --job-name=anact
#SBATCH --cpus-per-task=4
#SBATCH --mem=10G
#SBATCH --time=12:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=anact-%A_%a.out
exec ./anact task "$1" "$SLURM_ARRAY_TASK_ID"
