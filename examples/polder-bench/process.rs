//! One run of a program: how long it took, how much CPU and memory.

use std::fs;
use std::io;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// What one run took.
#[derive(Clone, Copy)]
pub struct Taken {
    pub wall: Duration,
    /// Seconds of CPU, user and system; 0 where the system does not tell.
    pub cpu: f64,
    /// Most memory at any moment, in bytes; 0 where the system does not tell.
    pub memory: u64,
}

impl Taken {
    /// The middle of several runs by each measure.
    pub fn median(mut runs: Vec<Self>) -> Option<Self> {
        let middle = runs.len() / 2;
        runs.sort_by_key(|taken| taken.wall);
        let wall = runs.get(middle)?.wall;
        runs.sort_by(|a, b| a.cpu.total_cmp(&b.cpu));
        let cpu = runs.get(middle)?.cpu;
        runs.sort_by_key(|taken| taken.memory);
        Some(Self { wall, cpu, memory: runs.get(middle)?.memory })
    }

    /// Two runs, one after another.
    pub fn and_then(self, next: Self) -> Self {
        Self { wall: self.wall + next.wall, cpu: self.cpu + next.cpu, memory: self.memory.max(next.memory) }
    }
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> io::Result<Taken> {
    let shown = command.get_program().to_string_lossy().into_owned();
    let failed = |error: io::Error| io::Error::new(error.kind(), format!("{shown}: {error}"));
    let start = Instant::now();
    let mut child = command.spawn().map_err(failed)?;
    let (process, has_ended) = (child.id(), AtomicBool::new(false));
    let (wall, status, used) = thread::scope(|scope| {
        // Not more often: looking takes time that the program could use. What
        // it did after the last look is not counted.
        let looking = scope.spawn(|| {
            let mut used = Used::default();
            while !has_ended.load(Ordering::Relaxed) {
                used.look(process);
                thread::sleep(Duration::from_millis(12));
            }
            used
        });
        let status = child.wait();
        let wall = start.elapsed();
        has_ended.store(true, Ordering::Relaxed);
        (wall, status, looking.join().unwrap_or_default())
    });
    let status = status?;
    if !status.success() {
        return Err(io::Error::other(format!("{shown} ended with {status}")));
    }
    Ok(Taken { wall, cpu: used.cpu(), memory: used.memory() })
}

/// What a process and those that it started used so far: a program that is
/// installed by pip or npm is a script that starts the real one.
#[derive(Default)]
struct Used {
    /// By process: CPU in hundredths of a second, and the most memory.
    processes: std::collections::BTreeMap<u32, (u64, u64)>,
}

impl Used {
    fn look(&mut self, process: u32) {
        let known = self.processes.entry(process).or_default();
        known.0 = cpu(process).unwrap_or(known.0);
        known.1 = memory(process).unwrap_or(known.1);
        for thread in fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten() {
            let children = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
            for child in children.split_whitespace().filter_map(|child| child.parse().ok()) {
                self.look(child);
            }
        }
    }

    fn cpu(&self) -> f64 {
        self.processes.values().map(|(cpu, _)| *cpu).sum::<u64>() as f64 / 100.0
    }

    fn memory(&self) -> u64 {
        self.processes.values().map(|(_, memory)| *memory).max().unwrap_or(0)
    }
}

/// User and system time so far; Linux counts in hundredths of a second.
fn cpu(process: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name in brackets may hold spaces.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
}

/// The highest resident size so far, as Linux keeps it.
pub fn memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
}
